"""Official addresses are asked politely, and what cannot be read stops nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx
import pytest

from sinergi.lib.hazards.tests import official
from sinergi.people.models import User
from sinergi.publishing.alerts import reading
from sinergi.publishing.alerts.tests.conftest import WEST
from sinergi.publishing.models import Alert, AlertSource
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("borders", "bpbd")]

LIST = "https://resmi.example/alerts/nowcast/id"


class Server:
    """An official server: pages by path, each with an ETag; it remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | int] = {}
        self.asked: list[str] = []
        self.http = httpx.Client(transport=httpx.MockTransport(self.answer))

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append(path)
        page = self.pages.get(path, 404)
        if isinstance(page, int):
            return httpx.Response(page)
        tag = f'"{hash(page)}"'
        if request.headers.get("If-None-Match") == tag:
            return httpx.Response(304)
        return httpx.Response(200, content=page, headers={"ETag": tag})

    def warn(self, *codes: str, title: str = "Hujan di Jawa Barat", sent: datetime) -> None:
        """Put warnings on the list, the newest on top."""
        items = [(title, f"{LIST}/{code}_alert.xml") for code in reversed(codes)]
        self.pages["/alerts/nowcast/id"] = official.listing(*items)
        for code in codes:
            self.pages[f"/alerts/nowcast/id/{code}_alert.xml"] = official.cap(
                code, sent=sent, rings=[WEST]
            )


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def source(tree: dict[str, Unit], dian: User, now: datetime) -> AlertSource:
    return AlertSource.objects.create(
        unit=tree["regency"], name="BMKG", address=LIST, only=["Jawa Barat"],
        enabled=True, enabled_by=dian, next_read=now, minutes=3,
    )  # fmt: skip


def test_each_warning_of_a_list_is_fetched_once(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.warn("CJB1", "CJB2", sent=now)
    taken = reading.read_source(source.pk, http=server.http, now=now)
    assert [alert.identifier for alert in taken] == ["CJB1", "CJB2"]
    assert len(server.asked) == 3
    assert reading.read_source(source.pk, http=server.http, now=now) == []
    assert len(server.asked) == 4, "the list is the same: nothing else is asked for"
    server.warn("CJB1", "CJB2", "CJB3", sent=now)
    reading.read_source(source.pk, http=server.http, now=now)
    assert server.asked[-1].endswith("CJB3_alert.xml")
    assert len(server.asked) == 6


def test_what_other_provinces_are_warned_of_is_not_even_fetched(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.warn("CAC1", title="Hujan di Aceh", sent=now)
    assert reading.read_source(source.pk, http=server.http, now=now) == []
    assert len(server.asked) == 1


def test_a_warning_that_cannot_be_read_stops_no_other_and_is_told(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.warn("CJB1", "CJB2", "CJB3", sent=now)
    server.pages["/alerts/nowcast/id/CJB1_alert.xml"] = b"<alert><broken>"
    server.pages["/alerts/nowcast/id/CJB2_alert.xml"] = 404
    taken = reading.read_source(source.pk, http=server.http, now=now)
    assert [alert.identifier for alert in taken] == ["CJB3"]
    source.refresh_from_db()
    assert source.failures == 1
    assert source.problem["message"]


def test_a_server_that_fails_is_asked_again_later_each_time(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.warn("CJB1", sent=now)
    server.pages["/alerts/nowcast/id/CJB1_alert.xml"] = 503
    waits = []
    for _ in range(3):
        reading.read_source(source.pk, http=server.http, now=now)
        source.refresh_from_db()
        waits.append((source.next_read - now) // timedelta(minutes=1))  # type: ignore[operator]  # it is set
    assert waits == [6, 12, 24]
    server.warn("CJB1", sent=now)
    (alert,) = reading.read_source(source.pk, http=server.http, now=now)
    assert alert.identifier == "CJB1", "what failed is fetched when the server is back"
    source.refresh_from_db()
    assert (source.failures, source.problem, source.last_read) == (0, {}, now)


def test_a_list_cannot_send_us_elsewhere(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.pages["/alerts/nowcast/id"] = official.listing(
        ("Hujan di Jawa Barat", "https://lain.example/a.xml")
    )
    reading.read_source(source.pk, http=server.http, now=now)
    assert server.asked == ["/alerts/nowcast/id"]
    source.refresh_from_db()
    assert "another server" in source.problem["message"]


def test_a_long_list_is_read_a_part_at_a_time(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.warn(*(f"CJB{n:02}" for n in range(25)), sent=now)
    assert len(reading.read_source(source.pk, http=server.http, now=now)) == 20
    assert len(reading.read_source(source.pk, http=server.http, now=now)) == 5
    assert len(server.asked) == 27


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
    assert list(there.validators) == ["https://api.example/p?adm4=32.01.29.2001", "read"]


def test_only_what_is_on_and_due_is_read_and_by_one_worker(
    source: AlertSource, now: datetime
) -> None:
    assert reading.due(now - timedelta(minutes=1)) == []
    assert reading.due(now) == [source.pk]
    assert reading.due(now) == []
    assert reading.due(now + timedelta(minutes=3)) == [source.pk]
    AlertSource.objects.update(enabled=False)
    assert reading.due(now + timedelta(hours=1)) == []


def test_an_answer_without_end_is_not_read(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.pages["/alerts/nowcast/id"] = b"<rss>" + b" " * 9_000_000
    reading.read_source(source.pk, http=server.http, now=now)
    source.refresh_from_db()
    assert source.failures == 1
    assert not Alert.objects.exists()
