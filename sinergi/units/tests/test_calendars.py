"""The calendars of offices: what comes from above, what changes them, what they cost."""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sinergi.people.models import User
from sinergi.units import actions, calendars
from sinergi.units.models import Unit
from sinergi.units.tests.offices import WEDNESDAY, at, off, village

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]

SATURDAY = {"sat": [["08:00", "12:00"]]}


def test_a_reply_in_three_working_days_skips_christmas_and_the_weekend(tree: Tree) -> None:
    found = calendars.of(tree["cibinong"].pk)
    assert found.add_days(at("2026-12-23T09:00"), 3) == at("2026-12-30T16:00")


def test_hours_come_from_the_nearest_office_above(tree: Tree, ayu: User) -> None:
    below = village(tree["cibinong"])
    monday, noon, saturday = at("2026-11-23T08:00"), at("2026-11-23T12:30"), at("2026-11-28T08:00")
    opened = [calendars.of(below.pk).is_open(m) for m in (monday, noon, saturday)]
    assert opened == [True, False, False]
    actions.set_hours(ayu, tree["cibinong"], hours=SATURDAY)
    assert [calendars.of(below.pk).is_open(m) for m in (monday, saturday)] == [False, True]
    actions.set_hours(ayu, below, hours={}, always_open=True)
    assert calendars.of(below.pk).is_open(at("2026-12-25T23:30"))
    assert not calendars.of(tree["ciomas"].pk).is_open(saturday)


def test_what_is_below_an_office_that_is_always_open_is_too_until_it_has_hours(
    tree: Tree, ayu: User
) -> None:
    below = village(tree["cibinong"])
    actions.set_hours(ayu, tree["cibinong"], hours={}, always_open=True)
    assert calendars.of(below.pk).always_open
    actions.set_hours(ayu, below, hours=SATURDAY)
    assert not calendars.of(below.pk).always_open


def test_an_office_that_is_moved_takes_the_days_of_its_new_place(tree: Tree) -> None:
    below = village(tree["cibinong"])
    off(tree["ciomas"])
    assert calendars.of(below.pk).day(WEDNESDAY).spans
    actions.move_unit(None, below, tree["ciomas"])
    assert not calendars.of(below.pk).day(WEDNESDAY).spans


def test_offices_with_the_same_hours_share_one_calendar(tree: Tree, ayu: User) -> None:
    found = calendars.of_many(unit.pk for unit in tree.values())
    assert len(set(map(id, found.values()))) == 1
    actions.set_hours(ayu, tree["ciomas"], hours=SATURDAY)
    changed = calendars.of_many(found)
    assert changed[tree["cibinong"].pk] is found[tree["cibinong"].pk]
    assert changed[tree["ciomas"].pk] is not found[tree["ciomas"].pk]


def test_an_office_that_does_not_exist_has_no_calendar(tree: Tree) -> None:
    with pytest.raises(Unit.DoesNotExist):
        calendars.of(10**9)


def test_what_is_taken_back_was_never_kept(tree: Tree) -> None:
    with transaction.atomic():
        off(tree["cibinong"])
        assert not calendars.of(tree["cibinong"].pk).day(WEDNESDAY).spans
        transaction.set_rollback(True)
    assert calendars.of(tree["cibinong"].pk).day(WEDNESDAY).spans


@pytest.mark.django_db(transaction=True)
def test_what_another_process_changed_holds_here_at_once(tree: Tree) -> None:
    """A thread has a connection of its own, as another process has; it keeps no calendars."""
    assert calendars.of(tree["cibinong"].pk).day(WEDNESDAY).spans
    kept = calendars.Kept.now

    def elsewhere() -> None:
        off(tree["cibinong"])
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert calendars.Kept.now is kept
    assert not calendars.of(tree["cibinong"].pk).day(WEDNESDAY).spans


def test_fifty_rows_of_fifty_offices_cost_one_query_and_little_time(tree: Tree) -> None:
    offices = [village(tree["cibinong"], 1000 + n).pk for n in range(50)]
    for n, pk in enumerate(offices):
        off(Unit.objects.get(pk=pk), date(2026, 12, 1 + n % 25))
    now = at("2026-11-27T15:00")
    calendars.of_many(offices)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for calendar in calendars.of_many(offices).values():
            calendar.add(now, timedelta(hours=9))
    assert len(asked) == 1
    took = []
    for _ in range(20):
        begun = time.perf_counter()
        for calendar in calendars.of_many(offices).values():
            calendar.add(now, timedelta(hours=9))
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.005
