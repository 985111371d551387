"""Earthquakes, as BMKG gives them: one (autogempa), or a list (gempaterkini, gempadirasakan).

https://data.bmkg.go.id/gempabumi/. Coordinates are "latitude,longitude".
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sinergi.lib.hazards.told import Told

#: What was felt is news for a day.
HOLDS = timedelta(hours=24)


# The lists differ in what they add to the same earthquake: only another magnitude is news.


def told(data: dict[str, Any]) -> list[Told]:
    """Return the earthquakes, the oldest first. Raises as Python does for what is misshapen."""
    found = data["Infogempa"]["gempa"]
    items = found if isinstance(found, list) else [found]
    return sorted((_told(item) for item in items), key=lambda one: one.said)


def _told(item: dict[str, Any]) -> Told:
    at = datetime.fromisoformat(str(item["DateTime"]))
    if at.tzinfo is None:
        raise ValueError("a time without its offset")
    latitude, longitude = (float(part) for part in str(item["Coordinates"]).split(","))
    magnitude, depth = str(item["Magnitude"]), str(item["Kedalaman"])
    felt, potential = str(item.get("Dirasakan") or ""), str(item.get("Potensi") or "")
    return Told(
        identifier=f"quake:{at.isoformat()}:{magnitude}"[:300],
        kind="quake",
        act="alert",
        event=f"Gempa bumi M{magnitude}",
        said=at,
        begins=at,
        ends=at + HOLDS,
        headline=str(item.get("Wilayah") or "")[:500],
        text="; ".join(filter(None, (f"Kedalaman {depth}", felt, potential)))[:5000],
        area=felt[:500],
        source="BMKG",
        series=f"quake:{at.isoformat()}",
        gist=magnitude,
        points=((longitude, latitude),),
    )
