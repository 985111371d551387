"""How a file is made to fit an account: decided from the limits of its network, cut where a
person said how.

A recipe is spelled "jpeg 1440 8388608": the form, the longest side in pixels, the most bytes, 0
where there is no limit; "jpeg 1440 0 500,0,2400,3000" takes a piece: left, top, width, height.
Accounts with the same limits share what is made. Plain values in and out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sinergi.connectors.contract import Limits
from sinergi.publishing.file_limits import File

#: A piece of a picture: left, top, width, height in pixels; empty: all of it.
Cut = tuple[int, ...]

MIMES = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "mp4": "video/mp4"}
#: Into which form an image is brought where its own is not taken, the best first.
ORDER = ("jpeg", "png", "webp")


@dataclass(frozen=True, slots=True)
class Recipe:
    form: str
    side: int
    size: int
    cut: Cut = ()

    @property
    def mime(self) -> str:
        return MIMES[self.form]

    def __str__(self) -> str:
        piece = " " + ",".join(map(str, self.cut)) if self.cut else ""
        return f"{self.form} {self.side} {self.size}{piece}"


def read(spelled: str) -> Recipe:
    form, side, size, *piece = spelled.split()
    cut = tuple(int(n) for n in piece[0].split(",")) if piece else ()
    return Recipe(form, int(side), int(size), cut)


def fitting(file: File, limits: Limits, *, made: bool = True, cut: Cut = ()) -> Recipe | None:
    """Return how a file is made to fit, or nothing: it fits, or nothing we do would make it fit.

    ``made`` is False of a video whose clean copy is not there yet: its size is not known then.
    ``cut`` is the piece of it that is to be taken; empty: all of it.
    """
    if file.video:
        return _of_video(file, limits, cut, made=made)
    return _of_image(file, limits, cut)


def foreseen(file: File, recipe: Recipe) -> File:
    """Return a file as it will be, before it is made."""
    width, height = recipe.cut[2:] or (file.width, file.height)
    longest = max(width, height)
    part = min(1.0, recipe.side / longest) if recipe.side and longest else 1.0
    return replace(
        file,
        mime=recipe.mime,
        size=min(file.size, recipe.size or file.size),
        width=round(width * part),
        height=round(height * part),
    )


def fits(file: File, recipe: Recipe) -> bool:
    """True when a file is already what a recipe asks for."""
    small = not recipe.side or max(file.width, file.height) <= recipe.side
    same = file.mime == recipe.mime and not recipe.cut
    return same and small and (not recipe.size or file.size <= recipe.size)


def _of_video(file: File, limits: Limits, cut: Cut, *, made: bool) -> Recipe | None:
    recipe = Recipe("mp4", limits.video_side, limits.video_bytes, cut)
    if not limits.videos or recipe.mime not in limits.video_types:
        return None
    bound = recipe.side or recipe.size or recipe.cut
    return recipe if bound and not (made and fits(file, recipe)) else None


def _of_image(file: File, limits: Limits, cut: Cut) -> Recipe | None:
    if not limits.images or file.seconds:
        return None  # what moves would stand still in another form
    possible = [form for form in ORDER if MIMES[form] in limits.image_types]
    if file.mime in limits.image_types:
        own = next((form for form in ORDER if MIMES[form] == file.mime), "")
        heavy = file.mime == "image/png" and file.size > limits.image_bytes
        possible = ["jpeg"] if heavy and "jpeg" in possible else [own] * bool(own)
    if not possible:
        return None
    recipe = Recipe(possible[0], limits.image_side, limits.image_bytes, cut)
    return None if fits(file, recipe) else recipe
