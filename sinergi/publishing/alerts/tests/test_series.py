"""What a source says again and again (a gauge, a forecast) is told when it changes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sinergi.lib.hazards import read
from sinergi.lib.hazards.tests import official
from sinergi.publishing.alerts import taking
from sinergi.publishing.models import Alert, AlertDraft, AlertSource
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("borders", "bpbd")]


def offices(alert: Alert | None) -> set[str]:
    assert alert is not None
    return {draft.unit.code for draft in alert.drafts.all()}


def source(unit: Unit, **values: object) -> AlertSource:
    return AlertSource.objects.create(
        unit=unit, name="Uji", address="https://resmi.example/", **values
    )


def test_a_gate_is_told_once_for_each_level_and_its_end_when_it_falls(
    tree: dict[str, Unit], now: datetime
) -> None:
    unit = tree["regency"]
    there = source(unit, only=["Katulampa"], names_us=True)

    def say(status: str, minutes: int) -> Alert | None:
        at = now + timedelta(minutes=minutes)
        raw = official.gates(official.gate(status, TANGGAL=at.isoformat()))
        (told,) = read(raw).told
        return taking.take(unit, told, now=at, source=there)

    assert say("Normal", 0) is None
    first = say("Siaga 3", 10)
    assert first is not None
    assert offices(first) == {"diskominfo", "bpbd"}
    assert "outside your borders" in first.note
    ends = first.ends
    assert say("Siaga 3", 20) is None
    first.refresh_from_db()
    assert first.ends == ends + timedelta(minutes=10)
    assert first.drafts.first().ends == first.ends  # type: ignore[union-attr]  # there are two
    higher = say("Siaga 2", 30)
    assert higher is not None
    assert say("Siaga 3", 5) is None, "what comes late is no news"
    say("Normal", 40)
    assert Alert.objects.filter(state="standing").count() == 0
    assert {d.state for d in AlertDraft.objects.all()} == {"over"}


def test_a_forecast_reaches_the_district_by_its_code_and_ends_when_it_is_taken_back(
    tree: dict[str, Unit],
) -> None:
    unit, at = tree["regency"], official.WIB
    now = datetime(2026, 11, 29, 8, tzinfo=at)
    bad = official.forecast([official.hour("2026-11-29 06:00:00", "Hujan Lebat")])
    (alert,) = taking.take_all(unit, read(bad).told, now=now)
    assert offices(alert) == {"diskominfo", "bpbd", "32.01.01"}
    again = bad.replace(b"2026-11-29T00:00:00", b"2026-11-29T01:00:00")
    assert taking.take_all(unit, read(again).told, now=now) == []
    calm = official.forecast([official.hour("2026-11-29 06:00:00")])
    taking.take_all(unit, read(calm.replace(b"T00:00:00", b"T02:00:00")).told, now=now)
    alert.refresh_from_db()
    assert alert.state == "cancelled"
