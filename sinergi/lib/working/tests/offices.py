"""Offices as the tests need them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from sinergi.lib.working import DAYS, FASTING, Calendar, Mark, Period, week

JAKARTA = ZoneInfo("Asia/Jakarta")

#: The days that Ramadan 1447 H had in 2026.
RAMADAN = Period(date(2026, 2, 19), date(2026, 3, 20), week(FASTING), "Ramadan", "SE Bupati")

USUAL_OFFICE = Calendar(JAKARTA)
FASTING_OFFICE = Calendar(JAKARTA, periods=(RAMADAN,))

#: Zones without and with other clocks in summer, by an hour and by half of one.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Jakarta",
        "Asia/Jayapura",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "America/St_Johns",
    )
]


def at(moment: str, zone: ZoneInfo = JAKARTA) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=zone)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(ends: list[int]) -> list[list[str]]:
    moments = [_clock(end) for end in sorted(ends)]
    return [list(pair) for pair in zip(moments[::2], moments[1::2], strict=False)]


_DAY = st.lists(st.integers(0, 24 * 60), max_size=6, unique=True).map(_day)
_HOURS = st.fixed_dictionaries(dict.fromkeys(DAYS, _DAY))
DATES = st.dates(date(2024, 1, 1), date(2027, 12, 31))
MOMENTS = st.timedeltas(timedelta(), timedelta(days=4 * 365)).map(
    lambda since: datetime(2024, 1, 1, tzinfo=UTC) + since
)
#: Working time, up to a quarter of a year of eight hours a day.
WORK = st.timedeltas(timedelta(), timedelta(days=30))

_MARKS = st.lists(st.builds(Mark, DATES, st.booleans()), max_size=4).map(tuple)
_PERIODS = st.lists(
    st.builds(
        lambda first, days, hours: Period(first, first + timedelta(days=days), week(hours)),
        DATES,
        st.integers(0, 60),
        _HOURS,
    ),
    max_size=2,
).map(tuple)

#: Any office that is open some day of the week.
OFFICES = st.builds(
    Calendar,
    st.sampled_from(ZONES),
    _HOURS.filter(lambda hours: sum(map(bool, hours.values())) > 1).map(week),
    _PERIODS,
    _MARKS,
)
