"""What a day is apart from its posts: a holiday, collective leave, a national day, an occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import get_language

from sinergi.lib import working
from sinergi.people.models import User
from sinergi.publishing.calendars import national, occasions
from sinergi.publishing.calendars.spans import Span
from sinergi.publishing.models import Occasion
from sinergi.units import calendars
from sinergi.units.models import Unit

Kind = Literal["holiday", "leave", "closed", "national", "campaign", "day", "event"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about a day. ``pk`` is that of an occasion, 0 of everything else."""

    kind: Kind
    name: str
    basis: str = ""
    pk: int = 0


def marks(user: User, span: Span, unit: Unit) -> Mapping[date, list[Mark]]:
    """Return what the days of a span are for an office, as far as a person may know."""
    found: dict[date, list[Mark]] = defaultdict(list)
    calendar, indonesian = calendars.of(unit.pk), (get_language() or "").startswith("id")
    marked = national.of(unit)
    for day in span.days():
        holiday, told = working.national(day.year).get(day), calendar.day(day)
        if holiday:
            kind: Kind = "leave" if holiday.collective else "holiday"
            found[day].append(Mark(kind, holiday.name if indonesian else holiday.english))
        if told.why == working.Why.OFF:
            found[day].append(Mark("closed", told.name, told.basis))
        for known in marked.get((day.month, day.day), ()):
            found[day].append(Mark("national", known.called, known.basis))
    for occasion in occasions.between(user, span.first, span.last):
        for day in _days(occasion, span):
            kind = "campaign" if occasion.kind == Occasion.Kind.CAMPAIGN else "event"
            kind = "day" if occasion.kind == Occasion.Kind.DAY else kind
            found[day].append(Mark(kind, occasion.name, occasion.basis, occasion.pk))
    return found


def off(unit: Unit, span: Span) -> set[date]:
    """Return the days of a span on which an office does not work."""
    calendar = calendars.of(unit.pk)
    return {day for day in span.days() if not calendar.day(day).spans}


def _days(occasion: Occasion, span: Span) -> list[date]:
    first, last = max(occasion.first, span.first), min(occasion.last, span.last)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
