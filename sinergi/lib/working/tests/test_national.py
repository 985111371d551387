"""The table of holidays is what the package says, for every year."""

from __future__ import annotations

from datetime import date
from io import StringIO

from scripts.national import YEARS, write
from sinergi.lib.working.national import TABLE, known_years, national


def test_the_table_is_made_from_the_package() -> None:
    made = StringIO()
    write(made)
    assert TABLE.read_text(encoding="utf-8") == made.getvalue()
    assert known_years() == YEARS


def test_2026_has_17_holidays_and_8_days_of_collective_leave() -> None:
    found = national(2026).values()
    assert [sum(day.collective is kind for day in found) for kind in (False, True)] == [17, 8]
    christmas = national(2026)[date(2026, 12, 24)]
    assert (christmas.name, christmas.english) == (
        "Cuti Bersama Hari Raya Natal",
        "Christmas Joint Holiday",
    )


def test_a_day_that_is_not_announced_yet_says_so() -> None:
    days = {day: holiday.estimated for day, holiday in national(2027).items()}
    assert days[date(2027, 3, 10)]
    assert not days[date(2027, 12, 25)]


def test_a_year_nobody_knows_has_no_holidays() -> None:
    assert dict(national(1900)) == {}
    assert dict(national(9999)) == {}
