"""National days: what is shipped has its decree or says that none is known; a tree changes it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sinergi.audit.models import Entry
from sinergi.lib import working
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.publishing.calendars import keeping_days, national
from sinergi.publishing.models import NationalDay
from sinergi.publishing.rules import NotAllowed
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def named(unit: Unit) -> dict[str, national.Day]:
    return {one.name: one for rows in national.of(unit).values() for one in rows}


def test_what_is_shipped_are_days_of_a_year_and_no_holidays() -> None:
    rows = national.shipped()
    assert len({one.key for one in rows}) == len(rows) >= 30
    fixed = {(day.month, day.day) for day in working.national(2026)}
    fixed &= {(day.month, day.day) for day in working.national(2027)}
    for one in rows:
        assert date(2028, one.month, one.day)
        assert (one.month, one.day) not in fixed
        assert one.basis == "" or one.basis.startswith("Keppres ")
        assert one.english


def test_the_six_days_of_the_decree_of_1959_are_there_but_none_it_does_not_name() -> None:
    told = {(one.month, one.day) for one in national.shipped() if one.basis == "Keppres 316/1959"}
    assert told == {(5, 2), (5, 20), (10, 5), (10, 28), (11, 10), (12, 22)}


def test_who_keeps_the_top_office_changes_the_list_for_its_tree(
    client: Client, dewi: User, tree: dict[str, Unit]
) -> None:
    client.force_login(dewi)
    address = reverse("content:national-days")
    assert "tidak ada keputusan yang dikenal di sini" in client.get(address).content.decode()
    sent = {"day": "12", "month": "7", "name": "Hari  Koperasi", "basis": "Contoh 1/2026"}
    client.post(address, sent)
    assert named(tree["cibinong"])["Hari Koperasi"].basis == "Contoh 1/2026"
    client.post(address, {"day": "3", "month": "6", "name": "Hari Jadi Bogor", "basis": ""})
    shown = client.get(reverse("content:calendar"), {"day": "2027-06-03"}).content.decode()
    assert "Hari Jadi Bogor" in shown
    change = reverse("content:national-day-change")
    for key in ("07-12 Hari Koperasi", "06-03 Hari Jadi Bogor", "11-10 Hari Pahlawan"):
        client.post(change, {"key": key, "do": "drop"})
    assert not {"Hari Koperasi", "Hari Jadi Bogor", "Hari Pahlawan"} & set(named(tree["cibinong"]))
    client.post(change, {"key": "11-10 Hari Pahlawan", "do": "back"})
    assert named(tree["cibinong"])["Hari Pahlawan"].basis == "Keppres 316/1959"
    verbs = list(Entry.objects.filter(verb__startswith="national.").values_list("verb", flat=True))
    assert sorted(verbs) == ["national.marked"] * 3 + ["national.unmarked"] * 3


def test_two_of_one_day_are_both_marked(dewi: User, tree: dict[str, Unit]) -> None:
    keeping_days.keep(dewi, tree["regency"], month=11, day=10, name="Hari Lain")
    assert [one.name for one in national.of(tree["cibinong"])[11, 10]] == [
        "Hari Lain",
        "Hari Pahlawan",
    ]


def test_ayu_and_citra_read_the_list_and_change_nothing(
    client: Client, ayu: User, citra: User, tree: dict[str, Unit]
) -> None:
    for user in (ayu, citra):
        client.force_login(user)
        shown = client.get(reverse("content:national-days")).content.decode()
        assert "Hari Pahlawan" in shown
        assert '<form class="card form"' not in shown
        sent = {"day": "3", "month": "6", "name": "X", "basis": ""}
        assert client.post(reverse("content:national-days"), sent).status_code == 403
        sent = {"key": "11-10 Hari Pahlawan"}
        assert client.post(reverse("content:national-day-change"), sent).status_code == 403
        with pytest.raises(NotAllowed):
            keeping_days.keep(user, tree["regency"], month=6, day=3, name="X")
    assert not NationalDay.objects.exists()


@pytest.mark.parametrize(("month", "day", "name"), [(2, 30, "X"), (4, 31, "X"), (6, 3, "  ")])
def test_a_day_that_never_comes_or_has_no_name_is_refused(
    month: int, day: int, name: str, dewi: User, tree: dict[str, Unit]
) -> None:
    with pytest.raises(No):
        keeping_days.keep(dewi, tree["regency"], month=month, day=day, name=name)


def test_they_are_said_in_the_language_of_who_reads(tree: dict[str, Unit]) -> None:
    (one,) = national.of(tree["cibinong"])[11, 10]
    with translation.override("en"):
        assert (one.called, one.written) == ("Heroes' Day", "10 November")
    with translation.override("id"):
        assert one.called == "Hari Pahlawan"
