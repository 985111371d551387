"""The working calendar of each office, kept ready in the process until anything of it changes.

``of`` and ``of_many`` ask the database one thing, whether the calendars they know still hold
(``CalendarStamp``). Offices with the same hours and days share one calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone

from sinergi.lib.prepared import prepared
from sinergi.lib.working import USUAL, Calendar, Mark, Period, Week, always, spans, week
from sinergi.units import rules
from sinergi.units.models import CalendarStamp, SpecialDay, SpecialHours, Unit

ONLY = 1


@dataclass(frozen=True, slots=True)
class Held:
    """What holds in an office, its own or from above: the nearest comes first."""

    always: bool
    week: Week
    periods: tuple[Period, ...] = ()
    marks: tuple[Mark, ...] = ()


class Kept:
    """The calendars this process knows, with the stamp they hold for: replaced in one piece."""

    now: tuple[UUID | None, dict[int, Calendar]] = (None, {})


def of(unit_id: int) -> Calendar:
    """Return the calendar of an office. Raises Unit.DoesNotExist."""
    return of_many([unit_id])[unit_id]


def of_many(ids: Iterable[int]) -> dict[int, Calendar]:
    """Return the calendars of offices by their ids. Raises Unit.DoesNotExist."""
    wanted, stamp = set(ids), _stamp()
    kept, known = Kept.now
    if stamp != kept or not wanted <= known.keys():
        known = _read()
        Kept.now = stamp, known
    if missing := wanted - known.keys():
        raise Unit.DoesNotExist(f"There are no offices {sorted(missing)}.")
    return {pk: known[pk] for pk in wanted}


def changed() -> None:
    """Say, within the transaction of a change, that calendars must be read anew."""
    CalendarStamp.objects.update_or_create(pk=ONLY, defaults={"stamp": uuid4()})


def _stamp() -> UUID | None:
    row = _stamps().one()
    return row[0] if row else None


@prepared
def _stamps() -> QuerySet[Any, Any]:
    return CalendarStamp.objects.filter(pk=ONLY).values_list("stamp")


def _read() -> dict[int, Calendar]:
    """Return the calendar of every office, from the top of the tree down."""
    rows = Unit.objects.order_by().values_list("pk", "path", "hours", "always_open")
    periods, marks = _periods(), _marks()
    held: dict[int, Held] = {}
    for pk, path, hours, always_open in sorted(rows, key=lambda row: len(row[1])):
        way = rules.way(path)
        above = held[way[-2]] if len(way) > 1 else Held(always=False, week=week(USUAL))
        held[pk] = Held(
            always_open or (above.always and not hours),
            week(hours) if hours else above.week,
            (*periods.get(pk, ()), *above.periods),
            (*marks.get(pk, ()), *above.marks),
        )
    zone = timezone.get_default_timezone()
    return {pk: _calendar(zone, found) for pk, found in held.items()}


def _periods() -> dict[int, list[Period]]:
    found: dict[int, list[Period]] = {}
    for row in SpecialHours.objects.order_by("first"):
        period = Period(row.first, row.last, week(row.hours), row.name, row.basis)
        found.setdefault(row.unit_id, []).append(period)
    return found


def _marks() -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for row in SpecialDay.objects.order_by("day"):
        works = row.kind == SpecialDay.Kind.WORKING
        mark = Mark(row.day, works, row.name, row.basis, spans(row.hours))
        found.setdefault(row.unit_id, []).append(mark)
    return found


_always = lru_cache(8)(always)


@lru_cache(512)
def _calendar(zone: tzinfo, held: Held) -> Calendar:
    if held.always:
        return _always(zone)
    return Calendar(zone, held.week, held.periods, held.marks)
