"""Official addresses are asked politely, and what cannot be read stops nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from sinergi.lib.hazards.tests import official
from sinergi.publishing.alerts import reading
from sinergi.publishing.alerts.tests.conftest import Server
from sinergi.publishing.models import Alert, AlertSource

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("borders", "bpbd")]


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


def test_an_answer_without_end_is_not_read(
    server: Server, source: AlertSource, now: datetime
) -> None:
    server.pages["/alerts/nowcast/id"] = b"<rss>" + b" " * 9_000_000
    reading.read_source(source.pk, http=server.http, now=now)
    source.refresh_from_db()
    assert source.failures == 1
    assert not Alert.objects.exists()
