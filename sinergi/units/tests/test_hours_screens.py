"""The month of an office on the screen, and settling its days."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from sinergi.lib.working import FASTING
from sinergi.people.models import User
from sinergi.units import calendars, settling
from sinergi.units.models import SpecialDay, SpecialHours, Unit
from sinergi.units.tests.offices import CHRISTMAS_EVE, as_, cell, month, off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]

WEEK = {"mon": "08.00-12.00, 12.30-15.00", "fri": "08.00-11.30"}
RAMADAN = {"name": "Ramadan", "first": "2026-02-19", "last": "2026-03-20", **WEEK}


def test_a_coordinator_settles_a_day_changes_it_and_takes_it_back(dewi: User, office: Unit) -> None:
    client, address = as_(dewi), reverse("units:day", args=[office.pk])
    typed = {"day": "2025-12-24", "kind": "working", "name": "Piket", "hours": "8.00-12.00"}
    assert client.post(address, typed)["Location"].endswith("?month=2025-12")
    made = SpecialDay.objects.get()
    assert (made.kind, made.hours) == ("working", [["08:00", "12:00"]])
    form = client.get(address, {"day": "2025-12-24"}).content.decode()
    assert 'value="Piket"' in form
    assert 'value="08.00-12.00"' in form
    client.post(address, typed | {"hours": "", "name": "Lembur"})
    assert SpecialDay.objects.get().name == "Lembur"
    assert client.post(reverse("units:drop-day", args=[made.pk])).status_code == 302
    assert not SpecialDay.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "off", "hours": "08.00-12.00"},
        {"hours": "12.00-08.00"},
        {"hours": "25.00-26.00"},
        {"name": ""},
        {"day": "kemarin"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"kind": "maybe"},
    ],
)
def test_what_is_wrong_with_a_day_is_told_and_kept(
    dewi: User, office: Unit, wrong: dict[str, str]
) -> None:
    typed = {"day": "2025-12-24", "kind": "working", "name": "Piket", "basis": "SK 7"} | wrong
    answer = as_(dewi).post(reverse("units:day", args=[office.pk]), typed)
    assert answer.status_code == 200
    assert 'value="SK 7"' in answer.content.decode()
    assert not SpecialDay.objects.exists()


def test_ramadan_is_set_from_what_the_regulation_has_and_moved_by_a_day(
    dewi: User, tree: Tree
) -> None:
    client, add = as_(dewi), reverse("units:add-period", args=[tree["regency"].pk])
    assert 'value="08.00-12.00, 12.30-15.00"' in client.get(add).content.decode()
    assert client.post(add, RAMADAN)["Location"].endswith("?month=2026-02")
    made = SpecialHours.objects.get()
    assert made.hours == {
        "mon": [["08:00", "12:00"], ["12:30", "15:00"]],
        "fri": [["08:00", "11:30"]],
    }
    edit = reverse("units:edit-period", args=[made.pk])
    assert 'value="2026-03-20"' in client.get(edit).content.decode()
    moved = client.post(edit, RAMADAN | {"last": "2026-03-21"})
    assert moved["Location"].endswith("?month=2026-02")
    assert SpecialHours.objects.get().last == date(2026, 3, 21)
    assert "Ramadan" in cell(month(dewi, tree["cibinong"], "2026-03"), "2026-03-02")
    assert client.post(reverse("units:drop-period", args=[made.pk])).status_code == 302
    assert not SpecialHours.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"last": "2026-02-01"}, "hari pertama"),
        ({"first": "0001-01-01"}, "1950"),
        ({"mon": "pagi"}, "07.30-12.00"),
        ({"mon": "", "fri": ""}, "satu hari"),
        ({"first": "2026-12-01", "last": "2027-01-05"}, "Cuti akhir tahun"),
    ],
)
def test_what_is_wrong_with_other_hours_is_told_and_kept(
    dewi: User, office: Unit, wrong: dict[str, str], word: str
) -> None:
    settling.settle_hours(
        None,
        office,
        first=date(2027, 1, 1),
        last=date(2027, 1, 31),
        name="Cuti akhir tahun",
        hours=FASTING,
    )
    typed = RAMADAN | {"basis": "SE 9"} | wrong
    answer = as_(dewi).post(reverse("units:add-period", args=[office.pk]), typed)
    assert answer.status_code == 200
    assert word in answer.content.decode()
    assert 'value="SE 9"' in answer.content.decode()
    assert SpecialHours.objects.count() == 1


def test_hours_are_read_as_people_write_them(dewi: User, office: Unit) -> None:
    client, url = as_(dewi), reverse("units:hours", args=[office.pk])
    typed = {"mode": "own", "mon": "7.30-12.00, 13:00 – 16:00", "sat": "08.00-12.00"}
    typed |= {"tue": "-", "sun": "Tutup"}
    assert client.post(url, typed).status_code == 302
    office.refresh_from_db()
    assert office.hours == {
        "mon": [["07:30", "12:00"], ["13:00", "16:00"]],
        "sat": [["08:00", "12:00"]],
    }
    for wrong in ("25.00-26.00", "12.00-08.00", "08.00", "08.00-12.00, 11.00-13.00"):
        answer = client.post(url, {"mode": "own", "mon": wrong})
        assert answer.status_code == 200, wrong
        assert wrong in answer.content.decode()
    assert client.post(url, {"mode": "own"}).status_code == 200
    assert client.post(url, {"mode": "always"}).status_code == 302
    office.refresh_from_db()
    assert office.always_open
    assert client.post(url, {"mode": "inherit"}).status_code == 302
    office.refresh_from_db()
    assert (office.hours, office.always_open) == ({}, False)


def test_hours_may_end_at_midnight(dewi: User, office: Unit) -> None:
    address = reverse("units:hours", args=[office.pk])
    assert as_(dewi).post(address, {"mode": "own", "sat": "20.00-24.00"}).status_code == 302
    assert cell(month(dewi, office), "2025-12-06") == "Sab 6 : Tetapkan 20.00-24.00"
    assert calendars.of(office.pk).week[5][0][1].days == 1


def test_citra_sees_the_month_and_settles_nothing(citra: User, office: Unit) -> None:
    """Offices and their hours are no secret; what they settle is theirs."""
    day = off(office, CHRISTMAS_EVE)
    period = settling.settle_hours(
        None, office, first=CHRISTMAS_EVE, last=CHRISTMAS_EVE, name="X", hours=FASTING
    )
    client, page = as_(citra), month(citra, office)
    assert "Banjir" in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    for name in ("day", "add-period", "hours"):
        address = reverse(f"units:{name}", args=[office.pk])
        assert client.get(address).status_code == 403
        assert client.post(address, RAMADAN).status_code == 403
    for name, pk in (("drop-day", day.pk), ("drop-period", period.pk), ("edit-period", period.pk)):
        assert client.post(reverse(f"units:{name}", args=[pk]), RAMADAN).status_code == 404
    assert SpecialDay.objects.count() == SpecialHours.objects.count() == 1
