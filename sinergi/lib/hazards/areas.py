"""Borders of offices out of a GeoJSON file (RFC 7946): positions are longitude, latitude."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sinergi.lib import jsons
from sinergi.lib.hazards import shapes
from sinergi.lib.hazards.shapes import Ring, Shape
from sinergi.lib.hazards.told import Unreadable
from sinergi.lib.text import say

#: Of more corners than these a border is thinned: warnings are not drawn finer.
MOST_CORNERS = 400

#: Names under which files keep the official code of a place.
CODES = ("code", "kode", "KODE", "kode_kec", "adm3", "KDCPUM", "kdcpum", "id")

MISSHAPEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def read(raw: bytes) -> dict[str, Shape]:
    """Return the shape of each place by its official code. Raises Unreadable."""
    try:
        features = jsons.read(raw)["features"]
        found = {_code(feature): _shape(feature["geometry"]) for feature in features}
    except MISSHAPEN as e:
        raise Unreadable(
            say(
                "This is no GeoJSON of areas: a FeatureCollection of polygons, each with its "
                "official code in the property “code”. Nothing was changed."
            )
        ) from e
    if not found:
        raise Unreadable(say("There are no areas in this file. Nothing was changed."))
    return found


def _code(feature: dict[str, Any]) -> str:
    properties = feature["properties"]
    return next(str(properties[name]).strip() for name in CODES if properties.get(name))


def _shape(geometry: dict[str, Any]) -> Shape:
    match geometry["type"]:
        case "Polygon":
            parts = [geometry["coordinates"]]
        case "MultiPolygon":
            parts = geometry["coordinates"]
        case _:
            raise ValueError("an area is a polygon")
    return tuple(
        _thinned(shapes.ring((p[0], p[1]) for p in ring)) for part in parts for ring in part
    )


def _thinned(ring: Ring) -> Ring:
    """Return a ring of at most so many corners, evenly taken."""
    step = -(-len(ring) // MOST_CORNERS)
    return ring[::step] if step > 1 else ring


def spelled(shape: Shape) -> list[list[list[float]]]:
    """Return a shape as JSON keeps it: five digits are a metre."""
    return [[[round(x, 5), round(y, 5)] for x, y in ring] for ring in shape]


def unspelled(rings: Iterable[Iterable[Iterable[float]]]) -> Shape:
    """Return a shape out of what JSON kept."""
    return tuple(tuple((x, y) for x, y in ring) for ring in rings)
