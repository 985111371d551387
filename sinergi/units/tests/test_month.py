"""The month of an office on the screen: when it works, and why not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sinergi.people.models import User
from sinergi.units import actions, settling
from sinergi.units.models import Unit
from sinergi.units.tests.offices import CHRISTMAS_EVE, as_, cell, month

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

Tree = dict[str, Unit]


def test_a_month_says_when_the_office_works_and_why_not(ayu: User, office: Unit) -> None:
    page = month(ayu, office)
    assert cell(page, "2025-12-24") == "Rab 24 07.30-12.00, 13.00-16.00"
    assert cell(page, "2025-12-26") == "Jum 26 tutup Cuti Bersama Hari Raya Natal"
    assert cell(page, "2025-12-27") == "Sab 27 tutup Bukan hari kerja"
    assert "Desember 2025" in page
    assert page.count("<time datetime=") == 35  # from Monday 1 December to Sunday 4 January


def test_holidays_have_the_names_of_the_readers_language(ayu: User, office: Unit) -> None:
    ayu.language = "en"
    ayu.save(update_fields=["language"])
    page = month(ayu, office)
    assert cell(page, "2025-12-25") == "Thu 25 closed all day Christmas Day"
    assert "December 2025" in page
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
    assert cell(page, "2025-12-24").startswith("Rab 24 08.00-12.00 Pelayanan Natal")
    assert "SE Bupati 100/2026" in page
    assert page.count("Kabupaten Bogor") > 0


def test_an_office_that_never_closes_says_so(ayu: User, office: Unit) -> None:
    actions.set_hours(ayu, office, hours={}, always_open=True)
    assert cell(month(ayu, office), "2025-12-25") == "Kam 25 00.00-24.00 Selalu buka"


def test_a_year_nobody_knows_is_said_to_be_one(ayu: User, office: Unit) -> None:
    assert "banner warning" in month(ayu, office, "2099-01")
    assert "banner warning" not in month(ayu, office)


@pytest.mark.parametrize("asked", ["x", "2026-13", "0001-01", "9999-12", "2026-12-01", "\0x"])
def test_what_is_no_month_is_not_found(ayu: User, office: Unit, asked: str) -> None:
    address = reverse("units:calendar", args=[office.pk])
    assert as_(ayu).get(address, {"month": asked}).status_code == 404


def test_the_page_of_an_office_says_what_today_is(ayu: User, office: Unit) -> None:
    page = as_(ayu).get(reverse("units:unit", args=[office.pk])).content.decode()
    assert "Hari ini</b>:" in page
    assert reverse("units:calendar", args=[office.pk]) in page
