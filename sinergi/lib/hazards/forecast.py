"""The forecast of one place (adm4) for three days, as BMKG gives it every three hours.

https://data.bmkg.go.id/prakiraan-cuaca/. Only what endangers people is told: heavy rain and strong
wind. "Hujan Petir" alone is no news where it falls on most afternoons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sinergi.lib.hazards.told import Told

HEAVY = ("lebat", "ekstrem", "heavy", "extreme")

#: Kilometres an hour: BMKG warns of wind from 25 knots.
STRONG_WIND = 45.0

#: How long each entry of the forecast holds.
STEP = timedelta(hours=3)


def told(data: dict[str, Any]) -> list[Told]:
    """Return one for each day: a warning, or that none is forecast any more. Raises as Python does.

    Names of the same things differ between versions of the service: ``kotkab`` and ``kabkota``.
    """
    place, entries = _place(data), _entries(data)
    zone = ZoneInfo(str(place.get("timezone") or "Asia/Jakarta"))
    code = str(place["adm4"])
    names = [place.get("kecamatan"), place.get("kotkab") or place.get("kabkota")]
    area = ", ".join(str(name) for name in names if name)
    made = max(datetime.fromisoformat(str(e["analysis_date"])).replace(tzinfo=UTC) for e in entries)
    days = groupby(sorted(entries, key=_at), key=lambda e: _at(e).astimezone(zone).date())
    return [_day(f"{code}:{day}", code, area, made, list(hours)) for day, hours in days]


def _day(name: str, code: str, area: str, made: datetime, hours: Sequence[dict[str, Any]]) -> Told:
    bad = [hour for hour in hours if _bad(hour)]
    whole = bad or hours
    events = sorted({word for hour in bad for word in _bad(hour)})
    begins, ends = _at(whole[0]), _at(whole[-1]) + STEP
    return Told(
        identifier=f"forecast:{name}:{made.isoformat()}",
        kind="forecast",
        act="alert" if bad else "cancel",
        event=" dan ".join(events),
        said=made,
        begins=begins,
        ends=ends,
        area=area[:500],
        source="BMKG",
        series=f"forecast:{name}",
        gist="|".join((*events, begins.isoformat(), ends.isoformat())) if bad else "",
        codes=(code,),
    )


def _bad(hour: dict[str, Any]) -> list[str]:
    """Return what endangers people in three hours of a forecast, in the words of the source."""
    sky = str(hour.get("weather_desc") or "")
    found = [sky] if any(word in sky.lower() for word in HEAVY) else []
    return [*found, "Angin kencang"] if float(hour.get("ws") or 0) >= STRONG_WIND else found


def _at(hour: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(str(hour["utc_datetime"])).replace(tzinfo=UTC)


def _place(data: dict[str, Any]) -> dict[str, Any]:
    inner = data["data"][0].get("lokasi") or {}
    return {**inner, **(data.get("lokasi") or {})}


def _entries(data: dict[str, Any]) -> list[dict[str, Any]]:
    days = data["data"][0]["cuaca"]
    return [hour for day in days for hour in (day if isinstance(day, list) else [day])]
