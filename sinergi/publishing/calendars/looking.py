"""What a calendar shows: how much on which day, and where it is not too much, what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from sinergi.people.models import User
from sinergi.publishing import queries
from sinergi.publishing.calendars import clashing, counting, days, hour_words, hours
from sinergi.publishing.calendars.counting import EVERYTHING, Only
from sinergi.publishing.calendars.days import Mark
from sinergi.publishing.calendars.entries import FIELDS, Entry, entries
from sinergi.publishing.calendars.scopes import Scope
from sinergi.publishing.calendars.spans import Span
from sinergi.publishing.models import Clash, GoodHour, Post
from sinergi.units import queries as units

#: Where a span has more posts than this, days tell how many there are.
MOST = 200
#: So many posts of an agenda are shown at a time.
PAGE = 100


@dataclass(slots=True)
class Cell:
    """A day. ``counts`` by group; ``entries`` where they are shown.

    Pairs: ``clashes`` are in each other's way, ``alike`` say nearly the same.
    """

    day: date
    inside: bool
    off: bool
    marks: Sequence[Mark] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    clashes: int = 0
    alike: int = 0
    entries: list[Entry] = field(default_factory=list)
    #: Good hours of the office's accounts, where nothing is planned on a day that lies ahead.
    hint: GoodHour | None = None

    @property
    def label(self) -> str:
        """The weekday and the day, in short."""
        return date_format(self.day, "D j")

    @property
    def hint_at(self) -> str:
        """When these hours begin on this day, as a field takes it."""
        return f"{self.day.isoformat()}T{self.hint.first:02}:00" if self.hint else ""

    @property
    def hint_words(self) -> str:
        return hour_words.said(self.hint) if self.hint else ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Shown:
    """A span of a scope. ``whole``: its posts are all in the cells; else they tell how many.

    ``rest`` is where an agenda that is too long goes on, "" where it does not.
    """

    cells: Sequence[Cell]
    total: int
    clashes: int
    alike: int
    whole: bool
    rest: str = ""
    #: The good hours of the office's own accounts.
    good: Sequence[GoodHour] = ()


def look(
    user: User, span: Span, scope: Scope, only: Only = EVERYTHING, *, after: str = ""
) -> Shown:
    """Return what a person sees of a span."""
    counts = counting.by_day(span, scope, only)
    total = sum(sum(day.values()) for day in counts.values())
    pairs = list(
        clashing.between(user, span.start, span.end).values_list("first", "second", "kind", "at")
    )
    good = hours.of_office(scope.unit)
    cells = _cells(user, span, scope, counts, good)
    for _first, _second, kind, at in pairs:
        day = cells[timezone.localtime(at).date()]
        day.clashes += kind == Clash.Kind.NEAR
        day.alike += kind == Clash.Kind.ALIKE
    whole, rest = total <= MOST, ""
    if whole or span.view == "agenda":
        rows, rest = _page(span, scope, only, after)
        for entry in entries(user, rows, clashing.paired([pair[:3] for pair in pairs])):
            if entry.at:
                cells[timezone.localtime(entry.at).date()].entries.append(entry)
    alike = sum(cell.alike for cell in cells.values())
    days_shown = list(cells.values())
    best = list(good.values())
    return Shown(days_shown, total, len(pairs) - alike, alike, whole, rest, best)


def _cells(
    user: User,
    span: Span,
    scope: Scope,
    counts: Mapping[date, Mapping[str, int]],
    good: Mapping[str, GoodHour],
) -> dict[date, Cell]:
    """Return the days of a span, without posts yet."""
    marks, off = days.marks(user, span, scope.unit), days.off(scope.unit, span)
    today = timezone.localdate()
    return {
        day: Cell(
            day,
            span.inside(day),
            day in off,
            marks.get(day, ()),
            counts.get(day, {}),
            hint=None if day < today or day in counts else good.get(hours.kind_of(day)),
        )
        for day in span.days()
    }


def loose(user: User, scope: Scope, only: Only = EVERYTHING) -> list[Entry]:
    """Return drafts of a scope that have no time yet, those changed last first."""
    states = queries.TABS["draft"]
    rows = _rows(scope, only).filter(planned_at=None, state__in=states)
    return list(entries(user, list(rows.order_by("-changed")[:20]), {}))


def _rows(scope: Scope, only: Only) -> QuerySet[Post, Any]:
    found = Post.objects.exclude(state=Post.State.CANCELLED)
    if scope.offices is not None:
        found = found.filter(unit__in=scope.offices)
    if only.label:
        found = found.filter(labels__name=only.label)
    if only.campaign:
        found = found.filter(campaign=only.campaign)
    return found.values_list(*FIELDS)


def _page(span: Span, scope: Scope, only: Only, after: str) -> tuple[list[Any], str]:
    """Return the next posts of a span in order, and where those after them begin."""
    rows = _rows(scope, only).filter(planned_at__gte=span.start, planned_at__lt=span.end)
    at, pk = _cursor(after)
    if at is not None:
        rows = rows.filter(Q(planned_at__gt=at) | Q(planned_at=at, pk__gt=pk))
    found = list(rows.order_by("planned_at", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last[1].isoformat()}~{last[0]}" if last else ""


def _cursor(after: str) -> tuple[datetime | None, int]:
    """Return the post a page begins after; nothing where the address is not one of ours."""
    spelled, _, pk = after.partition("~")
    try:
        at = datetime.fromisoformat(spelled)
    except ValueError:
        return None, 0
    return (at, int(pk)) if units.is_id(pk) and timezone.is_aware(at) else (None, 0)
