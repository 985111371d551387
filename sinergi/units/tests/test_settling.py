"""What offices settle for some days: where it holds, and that it is in the log."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.lib.working import USUAL, Why
from sinergi.people.models import User
from sinergi.units import actions, calendars, settling
from sinergi.units.models import SpecialDay, SpecialHours, Unit
from sinergi.units.tests.offices import WEDNESDAY, at, off, ramadan, village

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]


def test_a_day_settled_above_holds_below_unless_the_office_settled_it_too(tree: Tree) -> None:
    below = village(tree["cibinong"])
    off(tree["regency"])
    assert calendars.of(below.pk).day(WEDNESDAY).why is Why.OFF
    settling.settle_day(
        None,
        tree["cibinong"],
        day=WEDNESDAY,
        kind="working",
        name="Piket",
        hours=[["08:00", "09:00"]],
    )
    assert calendars.of(below.pk).closing(WEDNESDAY) == at("2026-12-23T09:00")
    assert calendars.of(tree["ciomas"].pk).day(WEDNESDAY).spans == ()


def test_other_hours_hold_in_their_time_and_below(tree: Tree) -> None:
    made = ramadan(tree["regency"])
    closing = calendars.of(tree["cibinong"].pk).closing
    assert closing(date(2026, 3, 4)) == at("2026-03-04T15:00")
    assert closing(date(2026, 4, 1)) == at("2026-04-01T16:00")
    ramadan(tree["regency"], instead=made, days=5)
    assert calendars.of(tree["cibinong"].pk).closing(date(2026, 3, 4)) == at("2026-03-04T16:00")
    assert SpecialHours.objects.count() == 1


def test_an_office_has_one_kind_of_hours_on_a_day(tree: Tree) -> None:
    ramadan(tree["regency"])
    with pytest.raises(No, match="Ramadan"):
        ramadan(tree["regency"])
    with pytest.raises(No, match="before the first"):
        ramadan(tree["ciomas"], days=0)
    ramadan(tree["cibinong"])  # another office, nearer
    assert SpecialHours.objects.count() == 2


def test_settling_a_day_again_replaces_it_and_dropping_it_gives_it_back(
    tree: Tree, ayu: User
) -> None:
    off(tree["cibinong"])
    made = off(tree["cibinong"], name="Pilkades")
    assert [row.name for row in SpecialDay.objects.all()] == ["Pilkades"]
    settling.drop_day(ayu, made)
    assert calendars.of(tree["cibinong"].pk).day(WEDNESDAY).why is Why.WEEK
    settling.drop_hours(ayu, ramadan(tree["cibinong"]))
    assert calendars.of(tree["cibinong"].pk).day(date(2026, 3, 4)).why is Why.WEEK


def test_every_change_is_in_the_log(tree: Tree, ayu: User) -> None:
    settling.drop_day(ayu, off(tree["cibinong"]))
    settling.drop_hours(ayu, ramadan(tree["cibinong"]))
    actions.set_hours(ayu, tree["cibinong"], hours=USUAL)
    found = Entry.objects.filter(unit_id=tree["cibinong"].pk).order_by("seq")
    assert list(found.values_list("verb", flat=True))[-5:] == [
        "unit.day_settled",
        "unit.day_dropped",
        "unit.period_settled",
        "unit.period_dropped",
        "unit.hours_set",
    ]
