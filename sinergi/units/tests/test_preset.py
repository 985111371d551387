"""Kabupaten Bogor, ready to be edited."""

from __future__ import annotations

import csv

import pytest

from sinergi.units import actions, preset, shown
from sinergi.units.models import Unit
from sinergi.units.tests.test_imports import region

pytestmark = pytest.mark.django_db


def test_the_preset_has_the_regency_forty_districts_and_its_agencies() -> None:
    regency = preset.create()
    districts = Unit.objects.filter(kind="district")
    assert (regency.code, regency.kind, regency.parent) == ("32.01", "regency", None)
    assert districts.count() == 40
    assert {u.code for u in districts} == {f"32.01.{n:02}" for n in range(1, 41)}
    assert Unit.objects.get(code="32.01.12").name == "Kecamatan Kemang"
    assert Unit.objects.get(code="32.01.29").short == "Ciomas"
    assert Unit.objects.filter(kind="communications").count() == 1
    assert Unit.objects.filter(kind="hospital").count() == 4
    assert Unit.objects.filter(parent=regency).count() == Unit.objects.count() - 1 == 78


def test_hospitals_and_who_comes_to_disasters_and_fires_are_always_open() -> None:
    preset.create()
    found = Unit.objects.filter(always_open=True).values_list("code", flat=True)
    hospitals = {"rsud_cibinong", "rsud_ciawi", "rsud_leuwiliang", "rsud_cileungsi"}
    assert set(found) == {"bpbd", "damkarmat"} | hospitals


def test_other_spellings_and_former_names_are_found() -> None:
    preset.create()
    found = {
        asked: list(shown.search(asked).values_list("code", flat=True))
        for asked in ("Gunung Putri", "RSUD Ciawi", "Bappedalitbang", "Diskominfo")
    }
    assert found["Gunung Putri"] == ["32.01.02"]
    assert found["RSUD Ciawi"] == ["rsud_ciawi"]
    assert found["Bappedalitbang"] == ["bapperida"]
    assert found["Diskominfo"] == ["diskominfo"]


def test_twice_changes_nothing_and_keeps_what_was_edited() -> None:
    preset.create()
    count = Unit.objects.count()
    actions.rename_unit(None, Unit.objects.get(code="dkp"), name="Dinas Pangan")
    actions.set_hours(None, Unit.objects.get(code="bpbd"), hours={})
    preset.create()
    assert not Unit.objects.get(code="bpbd").always_open
    assert Unit.objects.count() == count
    assert Unit.objects.get(code="dkp").name == "Dinas Pangan"


def test_codes_and_names_are_the_official_ones() -> None:
    preset.create()
    with (region() / "wilayah_bogor.csv").open(encoding="utf-8") as file:
        official = {
            row["code"]: row["name"] for row in csv.DictReader(file) if row["level"] == "kecamatan"
        }
    ours = Unit.objects.filter(kind="district").values_list("code", "short")
    assert dict(ours) == official
