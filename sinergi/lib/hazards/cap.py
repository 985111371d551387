"""CAP 1.2 (OASIS), as BMKG sends its warnings of weather, and the list that names them.

https://docs.oasis-open.org/emergency/cap/v1.2/, https://data.bmkg.go.id/peringatan-dini-cuaca/.
Points of CAP are "latitude,longitude". Only what is meant (status Actual) is taken: exercises and
tests of the source are none of the public's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element

import feedparser

from sinergi.lib.hazards import shapes
from sinergi.lib.hazards.shapes import Point, Ring
from sinergi.lib.hazards.told import Act, Told, Unreadable
from sinergi.lib.hazards.xml import words
from sinergi.lib.text import say

ACTS: dict[str, Act] = {"Alert": "alert", "Update": "update", "Cancel": "cancel"}

#: Where a message does not say when it ends: as long as BMKG's usual warning.
USUAL = timedelta(hours=3)

#: A warning has some polygons of some hundred corners; more is none.
MOST_CORNERS = 50_000


def told(root: Element) -> list[Told]:
    """Return what a CAP message says: nothing of an exercise, else one. Raises Unreadable."""
    try:
        act = ACTS.get(words(root, "msgType"))
        if act is None or words(root, "status") != "Actual":
            return []
        return [_told(root, act)]
    except (ValueError, OverflowError) as e:
        raise _unreadable() from e


@dataclass(frozen=True, slots=True)
class Named:
    """A warning that a list names. ``mark`` is another when it was changed under its address."""

    title: str
    address: str
    mark: str


def listed(raw: bytes) -> list[Named] | None:
    """Return the warnings that a list (RSS, Atom) names, oldest first: the newest is on top.

    Nothing for what is no list.
    """
    feed = feedparser.parse(raw, sanitize_html=True)
    if not feed.get("version"):
        return None
    found = [Named(str(e.get("title", "")), str(e.get("link", "")), _mark(e)) for e in feed.entries]
    return [one for one in reversed(found) if one.address]


def _mark(entry: Any) -> str:
    at = entry.get("published") or entry.get("updated", "")
    return " ".join((str(entry.get("id", "")), str(entry.get("link", "")), str(at)))


def _told(root: Element, act: Act) -> Told:
    infos = _infos(root)
    identifier = words(root, "identifier")
    if not identifier or (not infos and act != "cancel"):
        raise _unreadable()
    said = _moment(words(root, "sent"))
    first = infos[0] if infos else root
    begins = [_moment(t) for i in infos if (t := words(i, "onset") or words(i, "effective"))]
    ends = [_moment(t) for i in infos if (t := words(i, "expires"))]
    return Told(
        identifier=identifier[:300],
        kind="warning",
        act=act,
        event=words(first, "event")[:200],
        said=said,
        begins=min(begins, default=said),
        ends=max(ends, default=max(begins, default=said) + USUAL),
        headline=words(first, "headline")[:500],
        text=words(first, "description")[:5000],
        advice=words(first, "instruction")[:3000],
        severity=words(first, "severity")[:20],
        area=", ".join(dict.fromkeys(words(a, "areaDesc") for a in _areas(infos)))[:500],
        source=_source(words(first, "senderName") or words(root, "sender")),
        web=web if (web := words(first, "web")).startswith(("https://", "http://")) else "",
        replaces=tuple(_references(words(root, "references"))),
        rings=tuple(_rings(_areas(infos))),
        codes=tuple(_codes(_areas(infos))),
    )


def _infos(root: Element) -> list[Element]:
    """Return what is said in Indonesian, else in the language that comes first."""
    infos = root.findall("info")
    languages = [words(info, "language").lower()[:2] or "en" for info in infos]
    wanted = "id" if "id" in languages else next(iter(languages), "")
    return [info for info, language in zip(infos, languages, strict=True) if language == wanted]


def _areas(infos: Iterable[Element]) -> list[Element]:
    return [area for info in infos for area in info.findall("area")]


def _rings(areas: Iterable[Element]) -> Iterator[Ring]:
    left = MOST_CORNERS
    for area in areas:
        for polygon in area.findall("polygon"):
            corners = [_point(pair) for pair in (polygon.text or "").split()]
            left -= len(corners)
            if left < 0:
                raise ValueError("too many corners")
            yield shapes.ring(corners)
        for found in area.findall("circle"):
            middle, _, radius = " ".join((found.text or "").split()).partition(" ")
            yield shapes.ring(shapes.circle(_point(middle), max(float(radius), 1.0)))


def _point(pair: str) -> Point:
    latitude, longitude = pair.split(",")
    return float(longitude), float(latitude)


def _codes(areas: Iterable[Element]) -> Iterator[str]:
    """Yield official codes, where a source gives them as CAP's geocode."""
    for area in areas:
        for code in area.findall("geocode"):
            value = words(code, "value")
            if value and all(part.isdigit() for part in value.split(".")) and "." in value:
                yield value[:20]


def _references(spelled: str) -> Iterator[str]:
    """Yield the identifiers out of "sender,identifier,sent sender,identifier,sent"."""
    for reference in spelled.split():
        parts = reference.split(",")
        if len(parts) == 3 and parts[1]:
            yield parts[1][:300]


def _moment(spelled: str) -> datetime:
    found = datetime.fromisoformat(spelled)
    if found.tzinfo is None:
        raise ValueError("CAP gives every time with its offset")
    return found


def _source(sender: str) -> str:
    """Return who must be named as the source: BMKG asks for its short name."""
    return "BMKG" if "bmkg" in sender.lower() or "meteorologi" in sender.lower() else sender[:100]


def _unreadable() -> Unreadable:
    return Unreadable(say("This warning is not complete as CAP 1.2 asks. Nothing was taken."))
