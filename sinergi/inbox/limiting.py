"""How filters become a query: its shape, which is kept ready, and the values that fill it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In, IsNull
from django.utils import timezone

from sinergi.inbox.filters import Filters
from sinergi.inbox.models import Conversation
from sinergi.inbox.models.conversations import District
from sinergi.lib.prepared import Slot, slots
from sinergi.networks.models import Account
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: Filters whose value stands in a column as it is.
_PLAIN = ("state", "matter", "kind", "rating", "topic")

#: Characters of a district's code: "32.01.26"; those of its villages begin with it.
_DISTRICT = 8


class Shape(NamedTuple):
    """What a query is built for. ``named``: filters that have a value; ``place``: the length of its
    code; ``offices``: how many, None: all; ``rising``: by deadline, the nearest first."""

    tab: str
    due: str
    who: str
    danger: bool
    spam: bool
    rising: bool
    named: tuple[str, ...]
    place: int
    offices: int | None


def shape_of(filters: Filters, offices: tuple[int, ...] | None) -> Shape:
    named = tuple(name for name in (*_PLAIN, "network") if getattr(filters, name))
    return Shape(
        filters.tab, filters.due, filters.who, filters.danger, filters.spam,
        filters.order == "due", named, len(filters.place),
        None if offices is None else len(offices),
    )  # fmt: skip


def values_of(
    user: Person, filters: Filters, offices: tuple[int, ...] | None, at: datetime | None = None
) -> dict[str, Any]:
    """Return what fills the slots of ``limited``."""
    named = {name: getattr(filters, name) for name in (*_PLAIN, "network", "place")}
    named["district"] = filters.place[:_DISTRICT]
    return {**named, "offices": offices, "me": user.pk, "now": at or timezone.now()}


def limited(shape: Shape) -> QuerySet[Conversation]:
    """Return the conversations of a shape that its offices have, in no order.

    What a partial index of Conversation is made for is said as it says it.
    """
    inside = _in_danger(shape) if shape.danger else _in_tab(shape.tab) & _within(shape)
    rows = Conversation.objects.filter(inside, _due(shape.due), _by(shape.who))
    if shape.rising:
        rows = rows.filter(open=True, due_at__isnull=False)
    if "rating" in shape.named:
        rows = rows.filter(~Q(rating=""))
    for name in shape.named:
        rows = rows.filter(_named(name))
    return rows.filter(_at_place(shape.place)) if shape.place else rows


def _within(shape: Shape) -> Q:
    return units.within_reach(shape.offices) & Q(spam=shape.spam)


def _in_danger(shape: Shape) -> Q:
    """Return the same of a danger. All else is said as values: the few have an index of their own,
    where SQLite would rather go through all that waits, or that an office has."""
    found = Q(danger=True) & Q(Exact(Coalesce("spam", Value(False)), Value(shape.spam)))
    if shape.tab == "waiting":
        since = Coalesce("waiting_since", "waiting_since", output_field=DateTimeField())
        found &= Q(open=True) & Q(IsNull(since, False))
    else:
        found &= _in_tab(shape.tab)
    if not shape.offices:
        return found & units.within_reach(shape.offices)
    unit = Coalesce("unit_id", "unit_id", output_field=BigIntegerField())
    return found & Q(In(unit, slots("offices", shape.offices, BigIntegerField())))


def _in_tab(tab: str) -> Q:
    match tab:
        case "waiting":
            return Q(open=True, waiting_since__isnull=False)
        case "mine":
            return Q(open=True, assigned_to=Slot("me", BigIntegerField()))
        case "open" | "done":
            return Q(open=tab == "open")
        case _:
            return Q()


def _due(due: str) -> Q:
    now = Slot("now", DateTimeField())
    match due:
        case "late":
            return Q(open=True, due_at__lte=now)
        case "soon":
            return Q(open=True, due_at__gt=now, soon_at__lte=now)
        case "safe":
            return Q(open=True, due_at__gt=now) & (Q(soon_at=None) | Q(soon_at__gt=now))
        case "answered":
            return Q(open=True, waiting_since=None)
        case _:
            return Q()


def _by(who: str) -> Q:
    match who:
        case "me":
            return Q(assigned_to=Slot("me", BigIntegerField()))
        case "none":
            # As a value: an index of persons finds nearly all rows, and they then want sorting.
            return Q(Exact(Coalesce("assigned_to", Value(0)), Value(0)))
        case _:
            return Q()


def _named(name: str) -> Q:
    slot = Slot(name, CharField())
    if name == "network":
        # Asked of each row: as a set of accounts a database would begin with them.
        theirs = Account.objects.filter(pk=OuterRef("account")).order_by().values("network")
        return Q(Exact(Subquery(theirs), slot))
    return Q(**{name: slot})


def _at_place(length: int) -> Q:
    # "Somewhere" and the district are said as the index of places says them, also for a village.
    there = ~Q(place="") & Q(Exact(District("place"), Slot("district", CharField())))
    if length <= _DISTRICT:
        return there
    # As a value: of a column that is known SQLite would reckon the district, and forget the index.
    return there & Q(Exact(Coalesce("place", Value("")), Slot("place", CharField())))
