"""The list of conversations: a page of it, what is urgent in it, and how many there are.

Every query is one of a few shapes kept ready (``lib.prepared``); what filters say fills its slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from sinergi.inbox.filters import Filters
from sinergi.inbox.limiting import Shape, limited, shape_of, values_of
from sinergi.inbox.models import Conversation
from sinergi.lib import paging
from sinergi.lib.prepared import Prepared, prepared
from sinergi.lib.prepared import counts as prepared_counts
from sinergi.units import queries as units
from sinergi.units.queries import Person

SIZE = 50

#: No list is counted further; "999+" is then the right number.
MOST_COUNTED = 999

#: So many that tell of a danger to life stand above the first page.
MOST_DANGERS = 10


class ConversationRow(NamedTuple):
    """One line of the list. ``at``: what it is ordered by; ``waiting_since`` is empty when all is
    answered, ``due_at`` and ``soon_at`` while no clock runs."""

    id: int
    at: datetime
    handle: str
    name: str
    kind: str
    state: str
    open: bool
    waiting_since: datetime | None
    soon_at: datetime | None
    due_at: datetime | None
    matter: str
    topic: str
    danger: bool
    last_text: str
    unit_id: int
    unit: str
    account_id: int
    account: str
    network: str
    assigned_to_id: int | None
    assigned_to: str
    last_at: datetime
    confirmed: bool | None
    rating: str

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return str(Conversation.State(self.state).label)


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """A page of the list; ``older`` and ``newer`` are cursors, "" where there is no such page."""

    rows: Sequence[ConversationRow]
    older: str
    newer: str


def page(user: Person, filters: Filters, *, cursor: str = "", size: int = SIZE) -> ConversationPage:
    """Return a page of the list. Raises No for a cursor that is not ours."""
    offices = offices_of(user, filters)
    shape = shape_of(filters, offices)
    found = paging.cut(
        lambda way: _listed(shape, way, size),
        cursor=cursor,
        size=size,
        rising=shape.rising,
        **values_of(user, filters, offices),
    )
    rows = [ConversationRow._make(row) for row in found.rows]
    return ConversationPage(rows, found.older, found.newer)


def first_due(user: Person) -> int | None:
    """Return what waits for an answer and is due first, by its id; nothing where nothing waits."""
    waiting = (page(user, Filters(order=order), size=1).rows for order in ("due", ""))
    return next((rows[0].id for rows in waiting if rows), None)


def dangers(user: Person, filters: Filters) -> Sequence[ConversationRow]:
    """Return the newest conversations of these filters that wait and tell of a danger to life."""
    waiting = replace(filters, danger=True, order="")
    if waiting.tab in {"open", ""}:
        waiting = replace(waiting, tab="waiting")
    return page(user, waiting, size=MOST_DANGERS).rows


def count(user: Person, filters: Filters) -> int:
    """Return how many there are: one more than ``MOST_COUNTED`` stands for more."""
    return counts(user, [filters])[0]


def counts(user: Person, lists: Sequence[Filters]) -> list[int]:
    """Return how many each list has, by one question."""
    now = timezone.now()
    return prepared_counts([_to_count(user, filters, now) for filters in lists])


def _to_count(user: Person, filters: Filters, now: datetime) -> tuple[Prepared, dict[str, Any]]:
    offices = offices_of(user, filters)
    unordered = replace(filters, order="") if filters.order else filters
    ready = _counted(shape_of(unordered, offices))
    return ready, values_of(user, filters, offices, now)


def offices_of(user: Person, filters: Filters) -> tuple[int, ...] | None:
    """Return the ids of the offices whose conversations are listed; None: all of them."""
    seen = units.reach(user, "conversation.see")
    if not filters.office:
        return seen
    below = units.all_under(units.path_of(filters.office))
    return below if seen is None else tuple(sorted({*seen} & {*below}))


@prepared
def _listed(shape: Shape, way: str, size: int) -> QuerySet[Any, Any]:
    by = "due_at" if shape.rising else "last_at"
    # Which rows is decided in one table; only then is told what they show. A database that sees
    # both at once may begin at the other end, or gather all names before it sorts.
    found = paging.lying(limited(shape).values("id"), way, by=by, size=size, rising=shape.rising)
    return Conversation.objects.filter(pk__in=found).order_by().values_list(
        "id", F(by), "handle", Coalesce(NullIf("name", Value("")), "handle"), "kind", "state",
        "open", "waiting_since", "soon_at", "due_at", "matter", "topic", "danger", "last_text",
        "unit_id", "unit__name", "account_id", "account__handle", "account__network",
        "assigned_to_id", Coalesce("assigned_to__name", Value("")), "last_at", "confirmed",
        "rating",
    )  # fmt: skip


@prepared
def _counted(shape: Shape) -> QuerySet[Any, Any]:
    # In an order that an index has: any other way a database chooses gathers all before it counts.
    order = ("due_at", "id") if shape.due in {"late", "soon", "safe"} else ("-last_at", "-id")
    return limited(shape).values_list("id").order_by(*order)[: MOST_COUNTED + 1]
