"""Images: read, written anew with nothing but pixels and colours, and made to fit."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, Any

from PIL import Image, ImageOps, ImageSequence

from sinergi.lib.media.kinds import CannotFit, TooManyPictures, TooManyPixels, Unreadable
from sinergi.lib.media.reading import opened

#: What we take, by the name the reader gives it, and what it becomes: a format all browsers show.
BECOMES = {
    "JPEG": "JPEG",
    "MPO": "JPEG",  # what some phones make: a photo with further ones behind it
    "HEIF": "JPEG",
    "PNG": "PNG",
    "WEBP": "WEBP",
    "GIF": "GIF",
}
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
#: Pixels of all pictures of one that moves, and how many pictures: all are held at once.
MOST_MOVING = 100_000_000
MOST_FRAMES = 300

#: How an image is made lighter: first by these qualities, then smaller by this factor each time.
QUALITIES = (90, 84, 78, 72)
SMALLER = 0.85
LEAST_SIDE = 320

#: The longest side of what lists show, and how good it is.
SMALL_SIDE, SMALL_QUALITY = 640, 80
#: An image is made smaller roughly at first, down to so many times the size that is wanted.
GAP = 2.0


@dataclass(frozen=True, slots=True)
class Still:
    """An image written anew. ``form`` is a key of TYPES; ``seconds`` of one that moves, else 0.

    ``small`` is a JPEG of it for lists, where it was made beside it.
    """

    content: bytes
    form: str
    width: int
    height: int
    seconds: float = 0.0
    small: bytes = b""


def clean(file: IO[bytes]) -> Still:
    """Return an image upright, without notes of place, time and maker; moving ones go on moving.

    A photo of very many pixels becomes smaller (``reading``). Raises Unreadable for what is none of
    ``BECOMES``, TooManyPixels and TooManyPictures for a bomb.
    """
    with opened(file) as image:
        if image.format not in BECOMES:
            raise Unreadable
        form = BECOMES[image.format]
        frames = 1 if form == "JPEG" else int(getattr(image, "n_frames", 1))
        if frames > MOST_FRAMES:
            raise TooManyPictures(MOST_FRAMES)
        if frames > 1 and image.width * image.height * frames > MOST_MOVING:
            raise TooManyPixels(MOST_MOVING)
        return _moving(image, form) if frames > 1 else _still(image, form)


def fit(file: IO[bytes], *, form: str, side: int, size: int, cut: tuple[int, ...] = ()) -> Still:
    """Return a still image in another form, at most ``side`` pixels long and ``size`` bytes large.

    0: as it is. ``cut`` is the piece that is taken: left, top, width, height in its pixels. Raises
    CannotFit when nothing could be seen on what would be small enough.
    """
    with opened(file) as image:
        shown = _shown(_cut(image, cut, side) if cut else image, form)
        if side:
            shown.thumbnail((side, side), Image.Resampling.LANCZOS)
        while True:
            for quality in QUALITIES if form != "PNG" else QUALITIES[:1]:
                found = _saved(shown, form, quality)
                if not size or len(found) <= size:
                    return Still(found, form, shown.width, shown.height)
            if max(shown.size) * SMALLER < LEAST_SIDE:
                raise CannotFit
            shown = _smaller(shown)


def small(file: IO[bytes]) -> bytes:
    """Return a JPEG of an image for lists."""
    with opened(file) as image:
        image.draft("RGB", (SMALL_SIDE * 2, SMALL_SIDE * 2))
        return _small(_shown(image, image.format or ""))


def piece(small: IO[bytes], ratio: float, box: tuple[float, ...], side: int) -> Image.Image:
    """Return a piece of an image for lists: ``box`` in parts of it, its longest side in pixels."""
    with opened(small) as image:
        left, top, width, height = box
        across, high = image.size
        corners = (left * across, top * high, (left + width) * across, (top + height) * high)
        size = (side, round(side / ratio)) if ratio >= 1 else (round(side * ratio), side)
        return image.convert("RGB").resize(
            size, Image.Resampling.LANCZOS, box=corners, reducing_gap=GAP
        )


def webp(image: Image.Image, quality: int = 72) -> bytes:
    return _saved(image, "WEBP", quality)


def _still(image: Image.Image, form: str) -> Still:
    upright = _shown(image, form)
    content = _saved(upright, form, QUALITIES[0])
    return Still(content, form, upright.width, upright.height, small=_small(upright))


def _small(upright: Image.Image) -> bytes:
    plain = upright if upright.mode in {"RGB", "L"} else _on_white(upright)
    part = min(1.0, SMALL_SIDE / max(plain.size))
    width, height = (max(1, round(n * part)) for n in plain.size)
    shown = plain.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=GAP)
    shown.info = {k: v for k, v in upright.info.items() if k == "icc_profile"}
    return _saved(shown, "JPEG", SMALL_QUALITY)


def _cut(image: Image.Image, cut: tuple[int, ...], side: int) -> Image.Image:
    """Return a piece of an image. A JPEG is read with no more detail than that piece needs: what
    its decoder leaves out cannot be told from what is made smaller afterwards.
    """
    wide, high = image.size
    part = min(1.0, side / max(cut[2:])) if side else 1.0
    image.draft(None, (round(wide * part), round(high * part)))
    left, top, width, height = (
        round(n * (image.width / wide if at % 2 == 0 else image.height / high))
        for at, n in enumerate(cut)
    )
    found = image.crop((left, top, left + width, top + height))
    found.format = image.format
    return found


def _shown(image: Image.Image, form: str) -> Image.Image:
    """Return an image upright, in colours its form can hold, with no notes but on colours."""
    keys = ("icc_profile", "transparency") if form == image.format else ("icc_profile",)
    kept: dict[Any, Any] = {k: image.info[k] for k in keys if image.info.get(k)}
    ImageOps.exif_transpose(image, in_place=True)  # a copy would be as large again
    shown: Image.Image = image
    if form == "JPEG" and image.mode not in {"RGB", "L", "CMYK"}:
        shown = _on_white(image)
    elif form != image.format and image.mode not in {"RGB", "RGBA"}:
        shown = image.convert("RGBA" if image.has_transparency_data else "RGB")
    shown.info = kept
    return shown


def _on_white(image: Image.Image) -> Image.Image:
    """Return an image without its transparency, which a JPEG cannot hold."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    over = image if image.mode == "RGBA" else image.convert("RGBA")
    white = Image.new("RGB", over.size, "white")
    white.paste(over, mask=over)
    return white


def _smaller(image: Image.Image) -> Image.Image:
    width, height = (max(1, round(n * SMALLER)) for n in image.size)
    found = image.resize((width, height), Image.Resampling.LANCZOS)
    found.info = image.info
    return found


def _saved(image: Image.Image, form: str, quality: int) -> bytes:
    out = io.BytesIO()
    extra: dict[str, Any] = {"quality": quality} if form in {"JPEG", "WEBP"} else {}
    image.save(out, form, icc_profile=image.info.get("icc_profile"), **extra)
    return out.getvalue()


def _moving(image: Image.Image, form: str) -> Still:
    shown, waits, pixels = [], [], 0
    for frame in ImageSequence.Iterator(image):
        pixels += frame.width * frame.height  # a picture may be larger than those before it
        if pixels > MOST_MOVING:
            raise TooManyPixels(MOST_MOVING)
        waits.append(int(frame.info.get("duration") or 100))
        still = frame.convert("RGBA")
        still.info = {}
        shown.append(still)
    out: IO[bytes] = io.BytesIO()
    extra: dict[str, Any] = {"disposal": 2} if form == "GIF" else {}
    shown[0].save(
        out, form, save_all=True, append_images=shown[1:], duration=waits, loop=0, **extra
    )
    out.seek(0)
    seconds = sum(waits) / 1000
    return Still(out.read(), form, image.width, image.height, seconds, _small(shown[0]))
