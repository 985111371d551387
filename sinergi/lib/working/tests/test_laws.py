"""What holds for every office, at every moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinergi.lib.working import Calendar, Clock, Pause
from sinergi.lib.working.tests.offices import MOMENTS, OFFICES, WORK

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(OFFICES, MOMENTS, WORK)
def test_what_was_added_lies_between(office: Calendar, at: datetime, work: timedelta) -> None:
    assert office.between(at, office.add(at, work)) == work


@few
@given(OFFICES, MOMENTS, WORK)
def test_nothing_earlier_would_do(office: Calendar, at: datetime, work: timedelta) -> None:
    found = office.add(at, work)
    just_before = found - timedelta(microseconds=1)
    assert found == at or office.between(at, just_before) < work


@few
@given(OFFICES, MOMENTS, WORK, WORK)
def test_adding_twice_is_adding_the_sum(
    office: Calendar, at: datetime, first: timedelta, then: timedelta
) -> None:
    assert office.add(office.add(at, first), then) == office.add(at, first + then)


@few
@given(OFFICES, MOMENTS, MOMENTS, WORK, WORK)
def test_later_and_more_never_end_earlier(
    office: Calendar, one: datetime, other: datetime, less: timedelta, more: timedelta
) -> None:
    early, late = sorted([one, other])
    less, more = sorted([less, more])
    assert office.add(early, less) <= office.add(late, less)
    assert office.add(early, less) <= office.add(early, more)


@few
@given(OFFICES, MOMENTS, MOMENTS, MOMENTS)
def test_time_between_adds_up(office: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    assert office.between(a, b) + office.between(b, c) == office.between(a, c)
    assert office.between(a, b) == -office.between(b, a)
    assert timedelta() <= office.between(min(a, b), max(a, b)) <= abs(a - b)


@few
@given(OFFICES, MOMENTS)
def test_an_office_is_open_when_its_wall_clock_says_so(office: Calendar, at: datetime) -> None:
    local = at.astimezone(office.zone)
    wall = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
    wall += timedelta(microseconds=local.microsecond)
    spans = office.day(local.date()).spans
    assert office.is_open(at) == any(begin <= wall < end for begin, end in spans)


@few
@given(OFFICES, MOMENTS)
def test_between_now_and_the_next_opening_nothing_is_worked(office: Calendar, at: datetime) -> None:
    opening = office.next_opening(at)
    assert office.is_open(opening)
    assert office.between(at, opening) == timedelta()
    assert (opening == at) == office.is_open(at)


@few
@given(OFFICES, MOMENTS, st.integers(1, 60), st.integers(1, 60))
def test_working_days_add_up_and_are_worked(
    office: Calendar, at: datetime, first: int, then: int
) -> None:
    today = at.astimezone(office.zone).date()
    day = office.working_day(today, first)
    assert office.day(day).spans
    assert office.working_day(day, then) == office.working_day(today, first + then)
    assert office.working_day(day, 0) == day
    assert office.add_days(at, first) == office.closing(day)
    assert at <= office.add_days(at, 0) <= office.add_days(at, 1)


_PAUSES = st.lists(
    st.tuples(MOMENTS, st.timedeltas(timedelta(), timedelta(days=90))).map(
        lambda pause: (pause[0], pause[0] + pause[1])
    ),
    max_size=4,
)


@few
@given(OFFICES, MOMENTS, WORK, _PAUSES)
def test_a_stopped_clock_ends_when_it_ran_as_long(
    office: Calendar, start: datetime, work: timedelta, pauses: list[Pause]
) -> None:
    """The same by another way: what every piece of time without a pause adds."""
    deadline = Clock(office, start, work, pauses).deadline()
    assert deadline is not None
    cuts = sorted({start, deadline, *(end for pause in pauses for end in pause if end)})
    ran = timedelta()
    for since, until in pairwise(cuts):
        stands = any(a <= since and b is not None and until <= b for a, b in pauses)
        if start <= since and until <= deadline and not stands:
            ran += office.between(since, until)
    assert ran == work


@few
@given(OFFICES, MOMENTS, st.integers(0, 60), _PAUSES)
def test_pauses_never_bring_a_deadline_nearer(
    office: Calendar, start: datetime, days: int, pauses: list[Pause]
) -> None:
    free = Clock(office, start, days).deadline()
    stopped = Clock(office, start, days, pauses).deadline()
    assert free is not None
    assert stopped is not None
    assert start <= free <= stopped


@few
@given(OFFICES, MOMENTS, WORK, _PAUSES)
def test_what_remains_counts_down_to_nothing_at_the_deadline(
    office: Calendar, start: datetime, work: timedelta, pauses: list[Pause]
) -> None:
    clock = Clock(office, start, work, pauses)
    deadline = clock.deadline()
    assert deadline is not None
    assert clock.remaining(start) == work
    assert clock.remaining(deadline) == timedelta()
    late = deadline + timedelta(days=400)
    assert clock.remaining(late) == -office.between(deadline, late)
    assert deadline.tzinfo is UTC
