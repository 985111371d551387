"""What a person sees of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from sinergi.inbox import queries
from sinergi.inbox.models import Case, CaseAnswer, CaseLine, Conversation, Message
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: So many cases and threads are shown.
MOST = 100


def cases_for(user: Person) -> QuerySet[Any]:
    """Return the cases a person may see: dangers first, then where something was said last."""
    rows = _told().filter(units.within(user, "conversation.see"))
    return rows.order_by("closed_at", "-danger", "-last_at", "-id")


def case_for(user: Person, pk: object, *, may: str = "conversation.see") -> Any:
    """Return a case. Raises Http404 when invisible, PermissionDenied when not theirs."""
    return units.obtain(_told(), user, pk, see="conversation.see", may=may)


def _told() -> QuerySet[Any]:
    """Return cases with how many ``voices`` they have, how many of them are ``waiting``, whether
    one tells of a ``danger`` and is open, and when something was said last (``last_at``)."""
    waits = Q(conversations__open=True, conversations__waiting_since__isnull=False)
    dangers = Conversation.objects.filter(case=OuterRef("pk"), danger=True, open=True)
    return Case.objects.select_related("unit").annotate(
        voices=Count("conversations"),
        waiting=Count("conversations", filter=waits),
        danger=Exists(dangers),
        last_at=Coalesce(Max("conversations__last_at"), "opened_at"),
    )


def threads_of(user: Person, case: Case) -> list[Conversation]:
    """Return the threads of a case that a person may see, the first voice first."""
    rows = queries.conversations_for(user).filter(case=case).select_related("account", "unit")
    return list(rows.order_by("opened_at", "id"))


def answerable(user: Person, case: Case) -> list[Conversation]:
    """Return the threads of a case that a person may answer."""
    rows = Conversation.objects.filter(units.within(user, "conversation.reply"), case=case)
    return list(rows.select_related("account").order_by("opened_at", "id"))


def last_said(threads: Sequence[Conversation]) -> dict[int, str]:
    """Return what the public said last in each of these threads, as it was written."""
    newest = Message.objects.filter(conversation=OuterRef("pk"), direction=Message.Direction.IN)
    rows = Conversation.objects.filter(pk__in=[one.pk for one in threads])
    told = rows.annotate(said=Subquery(newest.order_by("-id").values("text")[:1]))
    return {pk: said or "" for pk, said in told.order_by().values_list("pk", "said")}


@dataclass(frozen=True, slots=True)
class Alike:
    """What a conversation shares with others: its case, or those that tell of the same."""

    case: Case | None
    others: Sequence[Conversation]


def alike(user: Person, conversation: Conversation) -> Alike:
    """Return the case of a conversation, or what else tells of the same and is theirs to join."""
    if conversation.case is not None:
        return Alike(conversation.case, [])
    first = conversation.alike_id or conversation.pk
    offices = units.reach(user, "conversation.assign")
    ask = _alike(None if offices is None else len(offices))
    return Alike(None, ask.all(offices=offices, first=first, this=conversation.pk))


def progress(answer: CaseAnswer) -> dict[str, int]:
    """Return in how many threads a text was given, is waiting, was not needed, or refused."""
    counted = CaseLine.objects.filter(answer=answer).order_by().values_list("state")
    found = dict(counted.annotate(Count("pk")))
    return {state: found.get(state, 0) for state in CaseLine.State.values}


@objects
def _alike(offices: int | None) -> QuerySet[Conversation]:
    first = Slot("first", BigIntegerField())
    rows = Conversation.objects.filter(units.within_reach(offices), Q(pk=first) | Q(alike=first))
    others = rows.exclude(pk=Slot("this", BigIntegerField()))
    return others.select_related("case", "account").order_by("opened_at", "id")[:MOST]
