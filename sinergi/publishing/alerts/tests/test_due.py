"""Which sources are read when, and a forecast village by village."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sinergi.lib.hazards.tests import official
from sinergi.people.models import User
from sinergi.publishing.alerts import reading
from sinergi.publishing.alerts.tests.conftest import Server
from sinergi.publishing.models import AlertSource
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("borders", "bpbd")]


def test_a_forecast_is_asked_for_each_village_by_its_code(
    server: Server, tree: dict[str, Unit], dian: User
) -> None:
    now = datetime(2026, 11, 29, 8, tzinfo=official.WIB)
    there = AlertSource.objects.create(
        unit=tree["regency"], name="Prakiraan", address="https://api.example/p?adm4={code}",
        codes=["32.01.01.1001", "32.01.29.2001"], enabled=True, enabled_by=dian, next_read=now,
    )  # fmt: skip
    heavy = [official.hour("2026-11-29 06:00:00", "Hujan Lebat")]
    for code in there.codes:
        server.pages[f"/p?adm4={code}"] = official.forecast(heavy, code=code)
    taken = reading.read_source(there.pk, http=server.http, now=now)
    assert server.asked == ["/p?adm4=32.01.01.1001", "/p?adm4=32.01.29.2001"]
    districts = {d.unit.code for alert in taken for d in alert.drafts.all()}
    assert {"32.01.01", "32.01.29"} <= districts
    del server.pages["/p?adm4=32.01.01.1001"]
    reading.read_source(there.pk, http=server.http, now=now)
    there.refresh_from_db()
    assert there.failures == 1
    assert sorted(there.validators) == ["https://api.example/p?adm4=32.01.29.2001", "read"]


def test_only_what_is_on_and_due_is_read_and_by_one_worker(
    source: AlertSource, now: datetime
) -> None:
    assert reading.due(now - timedelta(minutes=1)) == []
    assert reading.due(now) == [source.pk]
    assert reading.due(now) == []
    assert reading.due(now + timedelta(minutes=3)) == [source.pk]
    AlertSource.objects.update(enabled=False)
    assert reading.due(now + timedelta(hours=1)) == []
