"""How a conversation stands, in the words of the person who wrote.

The states of the desk are for colleagues; a citizen wants to know what happens with the message
and what comes next. Nothing here tells who wrote or what was written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.inbox.models import Conversation, Handing, Removal, StatusLink, Step
from sinergi.inbox.rows import record
from sinergi.lib.prepared import Slot, prepared
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import say
from sinergi.people.models import User

State = Conversation.State

#: What happens now, and what comes next, by state.
WORDS: Mapping[str, tuple[str, str]] = {
    State.NEW: (
        say("Your message has arrived."),
        say("We read it and give it to the office in charge."),
    ),
    State.VERIFIED: (
        say("Your message was read and is complete."),
        say("The office in charge takes it up."),
    ),
    State.DISPOSED: (
        say("Your message is with the office in charge."),
        say("The office answers you where you wrote."),
    ),
    State.COORDINATING: (
        say("Several offices are looking at your message together."),
        say("One of them answers you where you wrote."),
    ),
    State.WORKING: (
        say("The office is working on it."),
        say("You get an answer where you wrote."),
    ),
    State.ANSWERED: (
        say("We have answered you where you wrote."),
        say("Write again if that does not help you."),
    ),
    State.POSTPONED: (
        say("We need a few more details from you."),
        say("Answer our question where you wrote, then we go on."),
    ),
    State.DONE: (
        say("Your message is settled."),
        say("Write again if it is not: we take it up anew."),
    ),
    State.ELSEWHERE: (
        say("This is not in the hands of the regency."),
        say("Our answer tells you who is in charge."),
    ),
    State.ARCHIVED: (
        say("Your message was filed without an answer."),
        say("Write again if you need something from us."),
    ),
    State.REOPENED: (
        say("We have taken your message up again."),
        say("You get an answer where you wrote."),
    ),
}


#: What a citizen is told of a comment that an office had deleted, by its ground.
DELETED: Mapping[str, str] = {
    Removal.Ground.SPAM: say("We deleted a comment of yours: it was advertising or fraud."),
    Removal.Ground.PERSONAL: say("We deleted a comment of yours: it had personal data in it."),
    Removal.Ground.HATE: say("We deleted a comment of yours: it spread hatred of a group."),
    Removal.Ground.THREAT: say("We deleted a comment of yours: it threatened somebody."),
    Removal.Ground.OBSCENE: say("We deleted a comment of yours: it was obscene."),
    Removal.Ground.OTHER: say("We deleted a comment of yours: the rules of the account forbid it."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a citizen is told: what happens, what comes next, whose turn it is and since when."""

    now: str
    next: str
    office: str
    since: datetime
    past: Sequence[tuple[datetime, str]]
    #: Where it was entered, each as "SP4N-LAPOR! 1234567".
    numbers: Sequence[str]


def standing(conversation: Conversation, entered: Sequence[Handing] | None = None) -> Standing:
    """Return how a conversation stands, in the language that is active; ``entered`` is where it was
    entered, where that is known (``handings``)."""
    steps = _steps().all(of=conversation.pk)
    now, after = WORDS[conversation.state]
    past = [(conversation.opened_at, _(WORDS[State.NEW][0]))]
    past += [(step.at, _(WORDS[step.state][0])) for step in steps if step.state in WORDS]
    since = past[-1][0]
    past = sorted([*past, *_deleted(conversation)], key=lambda one: one[0])
    found = handings(conversation) if entered is None else entered
    handed = sorted(found, key=lambda row: row.pk)
    numbers = [f"{row.get_service_display()} {row.number}" for row in handed if row.number]
    return Standing(_(now), _(after), conversation.unit.name, since, past, numbers)


def _deleted(conversation: Conversation) -> list[tuple[datetime, str]]:
    return [(at, _(DELETED[ground])) for at, ground in _removed().run(of=conversation.pk)]


def handings(conversation: Conversation) -> Sequence[Handing]:
    """Return where a conversation was entered, the newest first."""
    return _handings().all(of=conversation.pk)


@objects
def _handings() -> QuerySet[Handing]:
    return Handing.objects.filter(conversation=Slot("of", BigIntegerField()))


@objects
def _steps() -> QuerySet[Step]:
    return Step.objects.filter(conversation=Slot("of", BigIntegerField())).order_by("id")


@prepared
def _removed() -> QuerySet[Any, Any]:
    found = Removal.objects.filter(
        message__conversation=Slot("of", BigIntegerField()),
        state=Removal.State.REMOVED,
        removed_at__isnull=False,
    )
    return found.values_list("removed_at", "ground")


def link_of(conversation: Conversation) -> StatusLink | None:
    """Return the address for the citizen, where one was made."""
    return _links().first(of=conversation.pk)


@objects
def _links() -> QuerySet[StatusLink]:
    return StatusLink.objects.filter(conversation=Slot("of", BigIntegerField()))


def link(actor: User, conversation: Conversation) -> StatusLink:
    """Return the address for the citizen, made once and recorded."""
    with transaction.atomic():
        found, made = StatusLink.objects.get_or_create(
            conversation=conversation, defaults={"by": actor, "at": timezone.now()}
        )
        if made:
            record(actor, "conversation.status_shared", conversation)
    return found


def path_of(found: StatusLink) -> str:
    return reverse("status:status", args=[found.token])
