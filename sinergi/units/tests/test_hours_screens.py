"""The month of an office on the screen, and settling its days."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.conftest import person
from sinergi.lib.working import FASTING
from sinergi.people.models import User
from sinergi.units import actions, calendars, settling
from sinergi.units.models import Role, SpecialDay, SpecialHours, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]

CHRISTMAS_EVE = date(2026, 12, 24)
WEEK = {"mon": "08.00-12.00, 12.30-15.00", "fri": "08.00-11.30"}
RAMADAN = {"name": "Ramadan", "first": "2026-02-19", "last": "2026-03-20", **WEEK}


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def month(user: User, unit: Unit, asked: str = "2026-12", language: str = "id") -> str:
    address = reverse("units:calendar", args=[unit.pk])
    answer = as_(user).get(address, {"month": asked}, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def cell(page: str, day: str) -> str:
    """Return the words of a day on the page."""
    start = rf'<li class="[^"]*"[^>]*>\s*<b><time datetime="{day}">'
    found = re.search(rf"{start}.*?</li>", page, re.DOTALL)
    assert found, day
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


@pytest.fixture
def dewi(tree: Tree) -> User:
    """The coordinator of the regency."""
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def office(tree: Tree) -> Unit:
    return tree["cibinong"]


def settle(unit: Unit, kind: str = "off", name: str = "Banjir") -> SpecialDay:
    return settling.settle_day(None, unit, day=CHRISTMAS_EVE, kind=kind, name=name)


def test_a_month_says_when_the_office_works_and_why_not(ayu: User, office: Unit) -> None:
    page = month(ayu, office)
    assert cell(page, "2026-12-23") == "Rab 23 07.30-12.00, 13.00-16.00"
    assert cell(page, "2026-12-24") == "Kam 24 tutup Cuti Bersama Hari Raya Natal"
    assert cell(page, "2026-12-26") == "Sab 26 tutup Bukan hari kerja"
    assert "Desember 2026" in page
    assert page.count("<time datetime=") == 35  # from Monday 30 November to Sunday 3 January


def test_holidays_have_the_names_of_the_readers_language(ayu: User, office: Unit) -> None:
    ayu.language = "en"
    ayu.save(update_fields=["language"])
    page = month(ayu, office)
    assert cell(page, "2026-12-25") == "Fri 25 closed Christmas Day"
    assert "December 2026" in page
    assert "(estimated)" in cell(month(ayu, office, "2027-03"), "2027-03-10")


def test_what_the_office_settled_is_shown_with_its_basis(ayu: User, tree: Tree) -> None:
    settling.settle_day(
        None,
        tree["regency"],
        day=CHRISTMAS_EVE,
        kind="working",
        name="Pelayanan Natal",
        basis="SE Bupati 100/2026",
        hours=[["08:00", "12:00"]],
    )
    page = month(ayu, tree["cibinong"])
    assert cell(page, "2026-12-24").startswith("Kam 24 08.00-12.00 Pelayanan Natal")
    assert "SE Bupati 100/2026" in page
    assert page.count("Kabupaten Bogor") > 0


def test_an_office_that_never_closes_says_so(ayu: User, office: Unit) -> None:
    actions.set_hours(ayu, office, hours={}, always_open=True)
    assert cell(month(ayu, office), "2026-12-25") == "Jum 25 00.00-24.00 Selalu buka"


def test_a_year_nobody_knows_is_said_to_be_one(ayu: User, office: Unit) -> None:
    assert "banner warning" in month(ayu, office, "2099-01")
    assert "banner warning" not in month(ayu, office)


@pytest.mark.parametrize("asked", ["x", "2026-13", "0001-01", "9999-12", "2026-12-01", "\0"])
def test_what_is_no_month_is_not_found(ayu: User, office: Unit, asked: str) -> None:
    address = reverse("units:calendar", args=[office.pk])
    assert as_(ayu).get(address, {"month": asked}).status_code == 404


def test_a_coordinator_settles_a_day_changes_it_and_takes_it_back(dewi: User, office: Unit) -> None:
    client, address = as_(dewi), reverse("units:day", args=[office.pk])
    typed = {"day": "2026-12-24", "kind": "working", "name": "Piket", "hours": "8.00-12.00"}
    assert client.post(address, typed)["Location"].endswith("?month=2026-12")
    made = SpecialDay.objects.get()
    assert (made.kind, made.hours) == ("working", [["08:00", "12:00"]])
    form = client.get(address, {"day": "2026-12-24"}).content.decode()
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
        {"kind": "maybe"},
    ],
)
def test_what_is_wrong_with_a_day_is_told_and_kept(
    dewi: User, office: Unit, wrong: dict[str, str]
) -> None:
    typed = {"day": "2026-12-24", "kind": "working", "name": "Piket", "basis": "SK 7"} | wrong
    answer = as_(dewi).post(reverse("units:day", args=[office.pk]), typed)
    assert answer.status_code == 200
    assert 'value="SK 7"' in answer.content.decode()
    assert not SpecialDay.objects.exists()


def test_ramadan_is_set_from_what_the_regulation_has_and_moved_by_a_day(
    dewi: User, tree: Tree
) -> None:
    client, add = as_(dewi), reverse("units:add-period", args=[tree["regency"].pk])
    assert 'value="08.00-12.00, 12.30-15.00"' in client.get(add).content.decode()
    assert client.post(add, RAMADAN).status_code == 302
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


def test_hours_may_end_at_midnight(dewi: User, office: Unit) -> None:
    address = reverse("units:hours", args=[office.pk])
    assert as_(dewi).post(address, {"mode": "own", "sat": "20.00-24.00"}).status_code == 302
    assert (
        cell(month(dewi, office), "2026-12-05")
        == "Sab 5 20.00-24.00 Tetapkan : Sabtu, 5 Desember 2026"
    )
    assert calendars.of(office.pk).week[5][0][1].days == 1


def test_citra_sees_the_month_and_settles_nothing(citra: User, office: Unit) -> None:
    """Offices and their hours are no secret; what they settle is theirs."""
    day = settle(office)
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


def test_the_page_of_an_office_says_what_today_is(ayu: User, office: Unit) -> None:
    page = as_(ayu).get(reverse("units:unit", args=[office.pk])).content.decode()
    assert "Hari ini</b>:" in page
    assert reverse("units:calendar", args=[office.pk]) in page
