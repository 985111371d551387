"""How deadlines are counted. Plain values and a calendar in, plain values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from sinergi.inbox.deadlines.promises import Key, Promise, find
from sinergi.inbox.models import Conversation, Stage
from sinergi.lib.working import Calendar, Clock, NeverOpen, Pause, always

State = Conversation.State

#: Nobody has taken it up yet.
UNTAKEN = frozenset({State.NEW, State.VERIFIED, State.REOPENED})

#: How a conversation may be answered in the end.
COURSES = frozenset(Conversation.Course.values)

#: A deadline is near when three quarters of its time are over, or on its last working day.
NEAR = 0.75
#: Of the same working day, its last two hours.
NEAR_END = timedelta(hours=2)

#: Overtime is counted in parts of the term; a term that ends at once has at least this much.
LEAST = timedelta(minutes=15)


class Standing(NamedTuple):
    """How a conversation stands, as far as its deadlines need to know it; moments are aware."""

    matter: str
    state: str
    course: str
    extended: bool
    waiting_since: datetime | None
    counted_from: datetime
    pauses: Sequence[Pause] = ()

    @property
    def answered(self) -> bool:
        return self.state == State.ANSWERED and self.waiting_since is None


class Due(NamedTuple):
    """What is due next: from ``since`` to ``at``, near from ``soon``. All in UTC."""

    stage: str
    since: datetime
    at: datetime
    soon: datetime


def running(here: Standing) -> Iterator[tuple[str, datetime]]:
    """Yield the stages whose clock runs, and when each began: none while the citizen is to write,
    even of what is overdue, for nobody here can do anything then."""
    if here.state in {*Conversation.CLOSED, State.POSTPONED}:
        return
    if here.waiting_since is not None:
        yield Stage.FIRST, here.waiting_since
    if here.state in UNTAKEN:
        yield Stage.TAKE, here.counted_from
    if not here.answered:
        yield here.course, here.counted_from


def next_due(here: Standing, promises: Mapping[Key, Promise], calendar: Calendar) -> Due | None:
    """Return the nearest deadline; None where none runs, or while the clock stands still."""
    nearest = min(_ends(here, promises, calendar), key=lambda end: end.at, default=None)
    return _due(nearest, here.pauses, calendar) if nearest else None


def promised(promises: Mapping[Key, Promise], matter: str, stage: str) -> Promise | None:
    """Return what holds for a stage; a course that a matter does not know is its full answer."""
    found = find(promises, matter, stage)
    return found or (find(promises, matter, Stage.ANSWER) if stage in COURSES else None)


def rungs(
    due: Due, promise: Promise, shares: Iterable[int], calendar: Calendar
) -> Sequence[datetime]:
    """Return when each rung is told: after so many hundredths of the term in overtime."""
    clock = _clock(promise, calendar)
    whole = promise.span
    if not isinstance(whole, timedelta):
        whole = clock.between(due.since, due.at)
    return [_later(clock, due.at, max(whole, LEAST) * share / 100) for share in shares]


def after(promise: Promise, at: datetime, calendar: Calendar) -> datetime:
    """Return when a promise that begins at a moment is over, where nothing stops its clock."""
    end = _deadline(promise.span, at, (), _clock(promise, calendar))
    assert end is not None  # noqa: S101  # no pause
    return end


class _End(NamedTuple):
    """When a stage is over, and the last of its promises with when that began."""

    at: datetime
    stage: str
    since: datetime
    last: Promise
    start: datetime


def _ends(here: Standing, promises: Mapping[Key, Promise], calendar: Calendar) -> Iterator[_End]:
    for stage, since in running(here):
        parts = [promise] if (promise := promised(promises, here.matter, stage)) else []
        more = find(promises, here.matter, Stage.MORE)
        if parts and more and here.extended and stage == here.course:
            parts.append(more)
        if end := _end(stage, since, parts, here.pauses, calendar):
            yield end


def _end(
    stage: str,
    since: datetime,
    parts: Sequence[Promise],
    pauses: Sequence[Pause],
    calendar: Calendar,
) -> _End | None:
    """Return the end of promises that follow each other; None while the clock stands."""
    end, found = since, None
    for part in parts:
        start, at = end, _deadline(part.span, end, pauses, _clock(part, calendar))
        if at is None:
            return None
        end, found = at, _End(at, stage, since, part, start)
    return found


def _due(end: _End, pauses: Sequence[Pause], calendar: Calendar) -> Due:
    clock = _clock(end.last, calendar)
    soon = _soon(end.last.span, end.start, pauses, clock) or end.at - NEAR_END
    return Due(end.stage, end.since, end.at, min(soon, end.at))


def _soon(
    span: timedelta | int, since: datetime, pauses: Sequence[Pause], clock: Calendar
) -> datetime | None:
    """Return from when on a deadline is near; None: it is one of the same working day."""
    if isinstance(span, timedelta):
        return _deadline(span * NEAR, since, pauses, clock)
    return _deadline(span - 1, since, pauses, clock) if span else None


def _deadline(
    span: timedelta | int, since: datetime, pauses: Sequence[Pause], clock: Calendar
) -> datetime | None:
    """Return when a time is over; None while it stands. An office that never opens is at work."""
    try:
        if not pauses:  # most have none, and every message is counted
            return (
                clock.add(since, span)
                if isinstance(span, timedelta)
                else clock.add_days(since, span)
            )
        return Clock(clock, since, span, pauses).deadline()
    except NeverOpen:
        return Clock(_always(clock.zone), since, span, pauses).deadline()


def _later(clock: Calendar, at: datetime, time: timedelta) -> datetime:
    try:
        return clock.add(at, time)
    except NeverOpen:
        return at + time


def _clock(promise: Promise, calendar: Calendar) -> Calendar:
    return _always(calendar.zone) if promise.at_any_hour else calendar


_always = lru_cache(8)(always)
