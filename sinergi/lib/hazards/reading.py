"""What came, by what it looks like: whoever drops a file need not know the name of its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sinergi.lib import jsons
from sinergi.lib.hazards import cap, forecast, quakes, water
from sinergi.lib.hazards.told import Kind, Told, Unreadable
from sinergi.lib.hazards.xml import parsed
from sinergi.lib.text import say

KINDS: tuple[Kind, ...] = ("warning", "forecast", "quake", "water")

#: A list of warnings is some kilobytes, the largest official answer some hundred.
MOST_BYTES = 4_000_000

MISSHAPEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was told, and the warnings that a list only names, oldest first."""

    told: tuple[Told, ...] = ()
    named: tuple[cap.Named, ...] = ()


def read(raw: bytes) -> Reading:
    """Return what official bytes say. Raises Unreadable, with what to do."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(say("This is larger than any official warning. Nothing was taken."))
    plain = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    if plain[:1] == b"<":
        return _xml(plain)
    if plain[:1] in {b"{", b"["}:
        return _json(plain)
    raise _unknown()


def _xml(raw: bytes) -> Reading:
    root = parsed(raw)
    if root.tag == "alert":
        return Reading(told=tuple(cap.told(root)))
    named = cap.listed(raw)
    if named is None:
        raise _unknown()
    return Reading(named=tuple(named))


def _json(raw: bytes) -> Reading:
    try:
        data = jsons.read(raw)
        found = _told(data)
    except MISSHAPEN as e:
        raise _unknown() from e
    return Reading(told=tuple(found))


def _told(data: Any) -> list[Told]:
    if isinstance(data, list):
        return water.gates(data)
    if "Infogempa" in data:
        return quakes.told(data)
    if "result" in data:
        return water.gauges(data)
    return forecast.told(data)


def _unknown() -> Unreadable:
    return Unreadable(
        say(
            "This is none of the official formats known here: CAP 1.2, and the JSON of BMKG "
            "(earthquakes, forecast), of DKI Jakarta and of PetaBencana.id (water levels). "
            "Nothing was taken from it."
        )
    )
