"""Small pictures of files of the library: for lists, and how each shape will cut them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from PIL import Image, ImageDraw

from sinergi.lib.media import images
from sinergi.publishing import storing
from sinergi.publishing.library import aiming
from sinergi.publishing.library.aiming import RATIOS, Aim
from sinergi.publishing.library.crops import Chosen
from sinergi.publishing.models import MediaFile
from sinergi.publishing.pictures import Picture
from sinergi.publishing.recipes import Cut

#: The longest side of what shows how a shape cuts.
SIDE = 240
#: What lies under the network's own buttons is dark, with a light edge.
VEIL, EDGE = (20, 24, 31, 150), (255, 255, 255, 210)


def small(row: MediaFile) -> str:
    """Return the name of the small picture of a file; made once where it came before there were
    any. "" where there is none yet.
    """
    if not row.poster and row.file and not row.video:
        with storing.opened(row.file) as content:
            row.poster = storing.put(images.small(content), "jpeg")[0]
        MediaFile.objects.filter(pk=row.pk, poster="").update(poster=row.poster)
    return row.poster


def look(row: MediaFile, said: Chosen, shape: str, covered: Sequence[float] = ()) -> bytes:
    """Return how a shape cuts a file, as WebP. ``covered``: what of it is veiled (top, right,
    bottom, left). Raises Unreadable where there is nothing to see.
    """
    ratio = RATIOS[shape]
    aim = said.aim(shape) or Aim()
    width, height = row.width or 1, row.height or 1
    found = aiming.parts(width, height, aiming.box(width, height, ratio, aim))
    with storing.opened(small(row)) as content:
        shown = images.piece(content, ratio, found, SIDE)
    return images.webp(_veiled(shown, covered) if covered else shown)


def address(token: str, cut: Cut) -> str:
    """Return where a piece of a picture is seen that is in no post yet; without one, all of it."""
    if not cut:
        return reverse("content:picture", args=[token])
    return reverse("content:picture-cut", args=[token, ",".join(map(str, cut))])


def of_cut(row: MediaFile, cut: Cut, covered: Sequence[float] = ()) -> bytes:
    """Return a piece of a file, as WebP, veiled where it is ``covered``. Raises Unreadable where
    there is nothing to see.
    """
    left, top, width, height = cut
    box = aiming.Box(left, top, max(1, width), max(1, height))
    found = aiming.parts(row.width or 1, row.height or 1, box)
    with storing.opened(small(row)) as content:
        shown = images.piece(content, box.width / box.height, found, SIDE)
    return images.webp(_veiled(shown, covered) if covered else shown)


def cuts(picture: Picture, said: Chosen) -> dict[str, Cut]:
    """Return how each shape would cut an image."""
    width, height = picture.width or 1, picture.height or 1
    return {
        str(shape): tuple(aiming.box(width, height, ratio, said.aim(shape) or Aim()))
        for shape, ratio in RATIOS.items()
    }


def _veiled(shown: Image.Image, covered: Sequence[float]) -> Image.Image:
    top, right, bottom, left = covered
    width, height = shown.size
    inner = (
        round(left * width),
        round(top * height),
        round((1 - right) * width),
        round((1 - bottom) * height),
    )
    veil = Image.new("RGBA", shown.size, VEIL)
    draw = ImageDraw.Draw(veil)
    draw.rectangle(inner, fill=(0, 0, 0, 0), outline=EDGE, width=2)
    return Image.alpha_composite(shown.convert("RGBA"), veil).convert("RGB")
