"""What the library offers beside a post that is being written."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone

from sinergi.publishing import pictures
from sinergi.publishing.composing import USUAL
from sinergi.publishing.library import crops, looks, queries, shown
from sinergi.publishing.library.aiming import RATIOS, within
from sinergi.publishing.library.shown import Look
from sinergi.publishing.models import LibraryCrop
from sinergi.publishing.pictures import Picture
from sinergi.units.models import Unit

#: Looks in the composer are small: pixels within which one is seen.
SEEN = (120, 120)


def offered(unit: Unit | None, sent: QueryDict | None, files: int) -> dict[str, Any]:
    """Return what can be taken, where it was asked for; None where nobody asked."""
    seek = sent.get("media_seek", "") if sent else ""
    asked = unit is not None and sent is not None and sent.get("do") == "seek"
    today = timezone.localdate()
    rows = queries.offered(unit, seek, today) if asked and unit else None
    return {
        "media_seek": seek,
        "pick_unit": unit.pk if unit else "",
        "offered": None if rows is None else shown.cards(rows, today),
        "picks": files < pictures.MOST_PICTURES,
        "most_files": pictures.MOST_PICTURES,
    }


def seen(unit: Unit | None, carried: list[tuple[str, Picture]]) -> dict[str, list[Look]]:
    """Return how each shape will cut the files of a post, by the ``sha256`` of each."""
    can = [(token, p) for token, p in carried if crops.possible(p)]
    said = crops.chosen(unit, [p for _token, p in can]) if unit and can else {}
    return {
        p.sha256: [_look(token, shape, p, said.get(p.sha256, crops.NOTHING)) for shape in RATIOS]
        for token, p in can
    }


def _look(token: str, shape: str, picture: Picture, said: crops.Chosen) -> Look:
    cut = looks.cuts(picture, said)[shape]
    zones = "?zones=" if shape == LibraryCrop.Shape.TALL else ""
    label = str(dict(LibraryCrop.Shape.choices)[LibraryCrop.Shape(shape)])
    return Look(
        shape,
        label,
        looks.address(token, cut) + zones,
        shape in said.crops,
        *within(RATIOS[shape], *SEEN),
    )


def put_in(unit: Unit, name: str, data: QueryDict, user_id: int) -> None:
    """Put a file of the library into a form that was sent, with its description."""
    entry = queries.offered_one(unit, name, timezone.localdate())
    number = len(data.getlist("picture"))
    if entry is None or number >= pictures.MOST_PICTURES:
        return
    words = entry.descriptions.get(data.get("language", USUAL)) or entry.description
    row = entry.file
    picture = Picture(
        row.file, entry.name, row.mime, row.size or row.origin_size, row.source, words,
        row.width, row.height, row.seconds, row.rate,
    )  # fmt: skip
    data.appendlist("picture", pictures.token(picture, user_id))
    data[f"alt-{number}"] = words
