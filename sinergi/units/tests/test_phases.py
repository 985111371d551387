"""Phases of an election: what holds where and when, and who says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import actions, phases
from sinergi.units.models import ElectionPhase, Unit

pytestmark = [pytest.mark.django_db]

Tree = dict[str, Unit]

FIRST, LAST = date(2029, 1, 10), date(2029, 1, 20)


def campaign(unit: Unit, name: str = "Kampanye") -> ElectionPhase:
    return phases.add(None, unit, name=name, since=FIRST, until=LAST)


def holding(unit: Unit, day: date) -> list[str]:
    return [phase.name for phase in phases.of(unit, day)]


def test_a_phase_holds_from_its_first_to_its_last_day_in_all_offices_below(tree: Tree) -> None:
    campaign(tree["regency"])
    for key in ("regency", "cibinong", "diskominfo"):
        assert holding(tree[key], FIRST) == ["Kampanye"]
        assert holding(tree[key], LAST) == ["Kampanye"]
        assert holding(tree[key], FIRST - timedelta(days=1)) == []
        assert holding(tree[key], LAST + timedelta(days=1)) == []


def test_a_phase_of_a_district_holds_there_alone_and_stands_first(tree: Tree) -> None:
    campaign(tree["regency"])
    campaign(tree["cibinong"], "Pemungutan suara ulang")
    assert holding(tree["cibinong"], FIRST) == ["Pemungutan suara ulang", "Kampanye"]
    assert holding(tree["ciomas"], FIRST) == ["Kampanye"]


def test_a_phase_follows_an_office_that_is_moved(tree: Tree) -> None:
    campaign(tree["diskominfo"])
    actions.move_unit(None, tree["cibinong"], tree["diskominfo"])
    moved = Unit.objects.get(pk=tree["cibinong"].pk)
    assert holding(moved, FIRST) == ["Kampanye"]


def test_what_is_ended_holds_no_more_from_that_day_and_stays_written(
    dewi: User, tree: Tree
) -> None:
    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    made = phases.add(dewi, tree["regency"], name="Tenang", since=yesterday, until=tomorrow)
    assert holding(tree["cibinong"], today) == ["Tenang"]
    phases.end(dewi, made)
    assert holding(tree["cibinong"], today) == holding(tree["cibinong"], tomorrow) == []
    assert holding(tree["cibinong"], yesterday) == ["Tenang"]
    assert phases.coming(tree["cibinong"], today) == []
    assert phases.past(tree["cibinong"], today) == [made]
    with pytest.raises(No):
        phases.end(dewi, made)
    with pytest.raises(No):
        phases.change(dewi, made, name="Tenang", since=today, until=tomorrow)
    assert Entry.objects.filter(verb="phase.ended", actor_id=dewi.pk).count() == 1


def test_a_phase_with_impossible_days_or_no_name_is_refused(tree: Tree) -> None:
    with pytest.raises(No):
        phases.add(None, tree["regency"], name="Kampanye", since=LAST, until=FIRST)
    with pytest.raises(No):
        phases.add(None, tree["regency"], name=" \u202e\t", since=FIRST, until=LAST)
    assert not ElectionPhase.objects.exists()
    assert not Entry.objects.filter(verb="phase.added").exists()


class AnyDays(TestCase):
    """Whatever its days are, a phase holds on exactly these."""

    @settings(deadline=None, max_examples=40)
    @given(
        first=st.dates(date(2028, 1, 1), date(2028, 3, 1)),
        length=st.integers(0, 40),
        asked=st.dates(date(2028, 1, 1), date(2028, 5, 1)),
    )
    def test_it_holds_on_its_days_and_on_no_other(
        self, first: date, length: int, asked: date
    ) -> None:
        unit = actions.add_unit(None, code="x", name="X", kind="district")
        last = first + timedelta(days=length)
        phases.add(None, unit, name="Kampanye", since=first, until=last)
        assert bool(phases.of(unit, asked)) == (first <= asked <= last)
