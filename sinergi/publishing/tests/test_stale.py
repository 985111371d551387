"""What was due meanwhile, and what of it is out of date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sinergi.publishing.holding.rules import Span, dates, stale

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("span", "due", "now", "stops"),
    [
        (Span(1, AT), AT + HOUR, AT + 2 * HOUR, True),
        (Span(1, AT), AT - HOUR, AT + HOUR, True),
        (Span(1, AT + HOUR), AT, AT, False),
        (Span(1, AT, AT + HOUR), AT + 2 * HOUR, AT + 3 * HOUR, False),
        (Span(1, AT, AT + HOUR), AT + HOUR, AT + 3 * HOUR, False),
        (Span(1, AT, AT + 2 * HOUR), AT + HOUR, AT + 3 * HOUR, True),
        (Span(1, AT, None, AT + 2 * HOUR), AT + HOUR, AT + 3 * HOUR, True),
        (Span(1, AT, None, AT + 2 * HOUR), AT + 3 * HOUR, AT + 3 * HOUR, False),
        (Span(1, AT, AT + HOUR, AT + 5 * HOUR), AT + 2 * HOUR, AT + 3 * HOUR, False),
    ],
)
def test_a_span_stops_what_was_due_before_its_end(
    span: Span, due: datetime, now: datetime, stops: bool
) -> None:
    assert span.stops(due, now) is stops


@pytest.mark.parametrize(
    ("text", "hours", "why"),
    [
        ("Layanan tetap buka", 1, []),
        ("Layanan tetap buka", 60, ["days ago"]),
        ("Besok ada posyandu", 2, []),
        ("Besok ada posyandu", 30, ["days ago", "Besok"]),
        ("Senam hari Minggu pagi", 24, ["Minggu"]),
        ("Bazar 1 Desember 2026 di alun-alun", 24, ["1 Desember 2026"]),
        ("Bazar 3 Des di alun-alun", 24, []),
        ("Bazar 30/11/2026", 1, ["30/11/2026"]),
        ("Perda 4 Tahun 2019, 32 Desember", 1, []),
        ("Berlaku sampai 2 Januari", 24, []),
    ],
)
def test_what_is_stale_is_said(text: str, hours: int, why: list[str]) -> None:
    now = AT + hours * HOUR
    day, then = AT.date(), now.date()
    found = [str(no) for no in stale(text, due=AT, now=now, day=day, today=then)]
    assert len(found) == len(why), found
    assert all(part in said for part, said in zip(why, found, strict=True))


def test_a_date_without_a_year_lies_near_the_day_it_was_due() -> None:
    assert list(dates("2 Januari", date(2026, 12, 30))) == [("2 Januari", date(2027, 1, 2))]
    assert list(dates("29 Februari", date(2027, 3, 1))) == [("29 Februari", date(2028, 2, 29))]
