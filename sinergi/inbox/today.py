"""What *Hari ini* shows of the inbox: what a person has to answer, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.inbox.deadlines.standing import LOOKS, urgency
from sinergi.inbox.handing import acting
from sinergi.inbox.hoaxes import looking as hoaxes
from sinergi.inbox.masking import hidden, unaddressed
from sinergi.inbox.models import Conversation
from sinergi.inbox.privacy import beginning, incidents
from sinergi.inbox.sensitive.deciding import LIFE, waiting_for
from sinergi.lib.text import short
from sinergi.lib.today import Task
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.queries import Person

MOST_TASKS = 20


def today_for(user: Person) -> list[Task]:
    """Return what a person has to do here: dangers, what is due by its deadline, whom to ask."""
    if not isinstance(user, User):
        return []
    now = timezone.now()
    mine = _mine(user)
    dangers = mine.filter(danger=True, waiting_since__isnull=False).order_by("waiting_since", "id")
    found = {row.pk: row for row in dangers[:MOST_TASKS]}
    due = mine.filter(Q(waiting_since__isnull=False) | Q(soon_at__lte=now), due_at__isnull=False)
    found |= {row.pk: row for row in due.order_by("due_at", "id")[:MOST_TASKS]}
    tasks = [_task(row, now) for row in list(found.values())[:MOST_TASKS]]
    return [
        *tasks,
        *_to_approve(user, now),
        *_to_hand_on(user, now),
        *_to_clarify(user, now),
        *_to_notify(user, now),
        *_to_begin(user, now),
        *_to_ask(mine.filter(ask_at__lte=now).order_by("ask_at", "id")[:MOST_TASKS]),
    ]


def _to_approve(user: User, now: datetime) -> Iterator[Task]:
    for asked in waiting_for(user)[:MOST_TASKS]:
        yield Task(
            kind=_("Approve"),
            title=short(asked.text, 80),
            detail=f"{asked.because} · {asked.by}",
            url=reverse("inbox:conversation", args=[asked.conversation_id]),
            urgency="soon" if asked.until - now < LIFE / 2 else "calm",
            due=asked.until,
        )


def _to_hand_on(user: User, now: datetime) -> Iterator[Task]:
    for row in acting.awaited(user, now)[:MOST_TASKS]:
        late = row.due_at is not None and row.due_at <= now
        yield Task(
            kind=_("Ask what became of it") if late else _("Enter it there"),
            title=_said(row.conversation),
            detail=str(row),
            url=reverse("inbox:handings", args=[row.conversation_id]),
            urgency="late" if late else "soon",
            due=row.due_at,
        )


def _to_clarify(user: User, now: datetime) -> Iterator[Task]:
    for row in hoaxes.awaited(user)[:MOST_TASKS]:
        yield Task(
            kind=_("Check"),
            title=short(row.claim, 80),
            detail=_("Result of the check") if row.stated_at else _("First statement"),
            url=reverse("inbox:hoax", args=[row.pk]),
            urgency=hoaxes.urgency(row, now),
            due=hoaxes.due(row),
        )


def _to_notify(user: User, now: datetime) -> Iterator[Task]:
    for row in incidents.awaited(user)[:MOST_TASKS]:
        yield Task(
            kind=_("Notify"),
            title=short(row.title, 80),
            detail=_("Incident with personal data"),
            url=reverse("inbox:incident", args=[row.pk]),
            urgency=incidents.urgency(row, now),
            due=incidents.due(row),
        )


def _to_begin(user: User, now: datetime) -> Iterator[Task]:
    office = beginning.awaited(user, now)
    if office is not None:
        yield Task(
            kind=_("Look"),
            title=_("How long is kept"),
            detail=_("Some messages are older than their term. Nothing goes before you let it."),
            url=reverse("inbox:privacy-of", args=[office.pk]),
        )


def _mine(user: User) -> QuerySet[Conversation]:
    """Return the open conversations that a person may answer and nobody else looks after."""
    return Conversation.objects.filter(
        units.within(user, "conversation.reply"),
        Q(assigned_to=None) | Q(assigned_to=user),
        open=True,
    ).select_related("account")


def _task(row: Conversation, now: datetime) -> Task:
    how = "danger" if row.danger and row.waiting_since else urgency(row.due_at, row.soon_at, now)
    word = _("danger to life") if how == "danger" else _(LOOKS[how].word)
    return Task(
        kind=_("Answer"),
        title=_said(row) or hidden(row.handle),
        detail=f"{word} · {_who(row)}",
        url=reverse("inbox:conversation", args=[row.pk]),
        urgency=how,
        due=row.due_at,
    )


def _said(row: Conversation) -> str:
    return short(unaddressed(row.last_text, row.account.handle), 80)


def _to_ask(rows: Iterable[Conversation]) -> Iterator[Task]:
    for row in rows:
        yield Task(
            kind=_("Ask"),
            title=_("Is it solved?"),
            detail=_who(row),
            url=reverse("inbox:ask", args=[row.pk]),
            due=row.ask_at,
        )


def _who(row: Conversation) -> str:
    return _("%(who)s to %(account)s") % {
        "who": hidden(row.handle),
        "account": row.account.handle,
    }
