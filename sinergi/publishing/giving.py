"""Pictures as answers carry them, and how they get those that were made for them."""

from __future__ import annotations

from sinergi.networks import attaching
from sinergi.networks.attaching import Item
from sinergi.publishing import pictures
from sinergi.publishing.models import MediaFile
from sinergi.publishing.pictures import Picture

State = MediaFile.State


def item(shown: Picture, row: MediaFile | None = None) -> Item:
    """Return a picture as an answer carries it; ``row`` is the file that goes in its place, made
    already or not yet."""
    rows = MediaFile.objects.filter(source=shown.sha256, recipe="")
    found = {"small": rows.values_list("poster", flat=True).first() or shown.file}
    if row is None:
        return pictures.item(shown) | found
    found["source"] = shown.sha256
    if row.state == State.READY:
        return pictures.item(shown, row) | found
    return pictures.item(shown) | found | {"file": "", "recipe": row.recipe}


def made(row: MediaFile) -> None:
    """Give a picture that is ready to the answers that wait for it."""
    attaching.made(row.source, row.recipe, lambda one: _filled(one, row))


def _filled(one: Item, row: MediaFile) -> Item:
    found = pictures.item(picture(one), row)
    return found | {"small": one["small"], "source": row.source}


def picture(one: Item) -> Picture:
    known = ("file", "name", "mime", "size", "sha256", "alt", "width", "height", "seconds", "rate")
    return Picture(**{name: one[name] for name in known if name in one})
