"""Two colleagues never answer one person twice: who answers now, and what they began to write.

Whoever writes holds the conversation for two minutes, and longer while they go on. Nobody else's
answer goes out meanwhile, unless they take it over knowingly. What holds for certain is ``seen``:
an answer is refused when a colleague answered after what its writer saw (``actions.reply``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BigIntegerField, DateTimeField, QuerySet
from django.utils import timezone

from sinergi.inbox import rules
from sinergi.inbox.models import Conversation, Draft, Holding
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import No, say
from sinergi.networks.attaching import Item
from sinergi.people.models import User

#: So long a conversation is held after the last sign of writing.
HOLD = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Hold:
    """How a conversation stands for one reader: who else answers it now, and who began to."""

    other: User | None
    mine: bool
    drafts: Sequence[Draft]
    draft: Draft | None


def hold(actor: User, conversation: Conversation, *, take_over: bool = False) -> Holding:
    """Say that ``actor`` answers now, or still does. Raises No while a colleague does."""
    now = timezone.now()
    with transaction.atomic():
        Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
        if not take_over:
            check_free(actor, conversation, now)
        made, _ = Holding.objects.update_or_create(
            conversation=conversation, defaults={"by": actor, "until": now + HOLD}
        )
    return made


def let_go(actor: User, conversation: Conversation) -> None:
    """Say that ``actor`` does not answer now after all; a draft stays."""
    Holding.objects.filter(conversation=conversation, by=actor).delete()


def keep(
    actor: User, conversation: Conversation, text: str, media: Sequence[Item] | None = None
) -> Draft | None:
    """Keep what ``actor`` has written so far; nothing written is no draft. Raises No if too long.

    ``media``: the pictures that go with it, None: those it has. It is kept also while a colleague
    answers: what was typed is never lost.
    """
    if len(text) > rules.LONGEST:
        raise No(say("The text is longer than {most} characters."), most=rules.LONGEST)
    mine = Draft.objects.filter(conversation=conversation, by=actor)
    carried = mine.exclude(media=[]).exists() if media is None else bool(media)
    if not text.strip() and not carried:
        mine.delete()
        return None
    kept: dict[str, object] = {"text": text, "at": timezone.now()}
    if media is not None:
        kept["media"] = [dict(item) for item in media if "file" in item]
    made, _ = Draft.objects.update_or_create(conversation=conversation, by=actor, defaults=kept)
    return made


def forget(actor: User, conversation: Conversation) -> None:
    """Drop what ``actor`` began to write here."""
    Draft.objects.filter(conversation=conversation, by=actor).delete()


def sent(actor: User, conversation: Conversation) -> None:
    """An answer of ``actor`` went out: nobody answers any more, and there is no draft."""
    let_go(actor, conversation)
    forget(actor, conversation)


def check_free(actor: User, conversation: Conversation, now: datetime) -> None:
    """Raise No while a colleague answers."""
    other = holder(conversation, now)
    if other is not None and other != actor:
        raise No(
            say("{who} is answering. Your text is kept; wait, or answer in their place."),
            who=other.get_full_name(),
        )


def holder(conversation: Conversation, now: datetime) -> User | None:
    """Return who answers a conversation at a moment."""
    found = _holding().first(of=conversation.pk, now=now)
    return found.by if found else None


def stands(reader: User, conversation: Conversation) -> Hold:
    """Return how a conversation stands for a reader."""
    who = holder(conversation, timezone.now())
    drafts = _drafts().all(of=conversation.pk)
    return Hold(
        other=who if who != reader else None,
        mine=who == reader,
        drafts=[draft for draft in drafts if draft.by_id != reader.pk],
        draft=next((draft for draft in drafts if draft.by_id == reader.pk), None),
    )


@objects
def _holding() -> QuerySet[Holding]:
    rows = Holding.objects.filter(
        conversation=Slot("of", BigIntegerField()), until__gt=Slot("now", DateTimeField())
    )
    return rows.select_related("by").order_by("id")[:1]


@objects
def _drafts() -> QuerySet[Draft]:
    return Draft.objects.filter(conversation=Slot("of", BigIntegerField())).select_related("by")
