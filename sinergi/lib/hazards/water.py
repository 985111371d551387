"""Levels of water at gates: the list of DKI Jakarta, and the gauges of PetaBencana (TopoJSON).

Siaga 1 is the highest. From 3 up it is told; 4 and normal end what was told. Some rows are in
millimetres: what is ten times over the highest threshold is not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sinergi.lib.hazards.shapes import Point
from sinergi.lib.hazards.told import Told

JAKARTA = ZoneInfo("Asia/Jakarta")

#: A level is asked for often; what nobody confirmed for so long is not known any more.
HOLDS = timedelta(hours=6)

TOLD = frozenset({1, 2, 3})
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def gates(data: list[Any]) -> list[Told]:
    """Return the state of each gate in the list of DKI Jakarta."""
    return [found for row in data if (found := _gate(row)) is not None]


def gauges(data: dict[str, Any]) -> list[Told]:
    """Return the state of each gauge of PetaBencana, by its newest observation."""
    found, result = [], data["result"]
    real = "transform" not in result  # else its places are steps of a grid
    for geometry in result["objects"]["output"]["geometries"]:
        facts = geometry["properties"]
        seen = sorted(facts.get("observations") or [], key=lambda one: str(one["f1"]))
        if not seen:
            continue
        newest = seen[-1]
        level = _level(str(newest.get("f4") or ""))
        at = _moment(str(newest["f1"]))
        if level is not None and at is not None:
            place = geometry.get("coordinates") if real else None
            point = _point(place[1], place[0]) if place else None
            name = str(facts["gaugenameid"])
            found.append(_told(name, level, _number(newest.get("f2")), at, "PetaBencana.id", point))
    return found


def _gate(row: dict[str, Any]) -> Told | None:
    height = _number(row.get("TINGGI_AIR"))
    marks = [_number(row.get(f"SIAGA{n}")) for n in (1, 2, 3)]
    top = marks[0]
    if height is not None and top is not None and height > 10 * top:
        return None
    level = _level(str(row.get("STATUS_SIAGA") or ""))
    if level is None and height is not None and None not in marks:
        reached = [n for n, mark in enumerate(marks, 1) if mark is not None and height >= mark]
        level = reached[0] if reached else 4
    at = _moment(str(row.get("TANGGAL") or ""))
    if level is None or at is None:
        return None
    point = _point(row.get("LATITUDE"), row.get("LONGITUDE"))
    return _told(str(row["NAMA_PINTU_AIR"]), level, height, at, "Posko Banjir DKI Jakarta", point)


def _told(
    name: str, level: int, height: float | None, at: datetime, source: str, point: Point | None
) -> Told:
    measured = f"{height:g} cm" if height is not None else ""
    return Told(
        identifier=f"water:{name}:{at.isoformat()}"[:300],
        kind="water",
        act="alert" if level in TOLD else "cancel",
        event=f"Tinggi muka air {name}: Siaga {level}"[:200],
        said=at,
        begins=at,
        ends=at + HOLDS,
        text=measured,
        severity=str(level),
        area=name[:500],
        source=source,
        series=f"water:{name}"[:300],
        gist=str(level),
        points=(point,) if point else (),
    )


def _level(spelled: str) -> int | None:
    """Return the number out of "Status : Siaga 3" and "SIAGA IV"; 4 for normal; else nothing."""
    if "normal" in spelled.lower():
        return 4
    found = re.search(r"siaga\s*(IV|I{1,3}|[1-4])\b", spelled, re.IGNORECASE)
    if found is None:
        return None
    return ROMAN.get(found[1].upper()) or int(found[1])


def _moment(spelled: str) -> datetime | None:
    """Return a time as these lists write it: with an offset, or by the clock of Jakarta."""
    for spelling in _spellings(spelled):
        try:
            found = datetime.fromisoformat(spelling)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=JAKARTA)
    return None


def _spellings(spelled: str) -> Iterator[str]:
    yield spelled.strip()
    yield re.sub(r"\.\d+$", "", spelled.strip())
    day_first = re.match(r"(\d{2})[-/](\d{2})[-/](\d{4})[ T](.+)$", spelled.strip())
    if day_first:
        day, month, year, rest = day_first.groups()
        yield f"{year}-{month}-{day} {rest}"


def _number(value: Any) -> float | None:
    try:
        found = float(str(value).replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1_000_000 else None


def _point(latitude: Any, longitude: Any) -> Point | None:
    y, x = _number(latitude), _number(longitude)
    there = x is not None and y is not None and abs(x) <= 180 and abs(y) <= 90
    return (x, y) if there and x is not None and y is not None else None
