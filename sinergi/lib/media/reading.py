"""Opening an image: how many pixels are taken, and how a photo of very many is read smaller.

Phones take photos of 108 and 200 million pixels, which nothing shows and no memory should hold. The
decoder of JPEG can leave out detail while it reads, so that such a photo never is whole in memory.
Other forms cannot be read like this: of them fewer pixels are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import IO

from PIL import Image, UnidentifiedImageError

from sinergi.lib.media.kinds import HEAD, TooManyPixels, Unreadable

#: Pixels of a JPEG that is read smaller, and how many of them are held at most (4 bytes each).
MOST_SCALED = 250_000_000
MOST_HELD = 36_000_000
#: Pixels of what is read whole. A WebP takes 21 bytes of memory for each while it is written.
MOST_WHOLE = 50_000_000
MOST_WEBP = 25_000_000

#: The decoder of JPEG reads the whole, a half, a quarter or an eighth of each side.
SCALES = (1, 2, 4, 8)

#: Segments of a JPEG: its frame where it is written in one pass, and the beginning of its scan.
FRAMES, SCAN = (0xC0, 0xC1), 0xDA
#: Further frames, which are written in passes or in ways that are rare, and what has no length.
OTHER = {*range(0xC2, 0xD0)} - {0xC4, 0xC8, 0xCC}
BARE = {0x00, 0x01, 0xFF, *range(0xD0, 0xDA)}

# We count ourselves, by form; the library's own guard stands behind, for pictures inside pictures.
Image.MAX_IMAGE_PIXELS = MOST_SCALED


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Image.Image]:
    """Open an image, small enough to be held. Pixels are read only when they are asked for.

    Raises Unreadable or TooManyPixels, also while its pixels are read.
    """
    try:
        file.seek(0)
        if file.read(HEAD)[4:8] == b"ftyp":
            _heif()
        file.seek(0)
        with Image.open(file) as image:
            most = _most(image, file)
            if image.width * image.height > most:
                raise TooManyPixels(most)
            if most == MOST_SCALED:
                _scale(image)
            yield image
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as e:
        raise Unreadable from e
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as e:
        raise TooManyPixels(MOST_SCALED if in_one_pass(file) else MOST_WHOLE) from e


@cache
def _heif() -> None:
    """Learn to read HEIC and its like, when the first of them comes: that takes 6 MB."""
    heif = import_module("pillow_heif")
    # One thread each: decoders of several requests would take the machine from everybody else.
    heif.options.DECODE_THREADS = 1
    heif.options.THUMBNAILS = False
    heif.register_heif_opener()


def _most(image: Image.Image, file: IO[bytes]) -> int:
    """Return how many pixels an image of this form may have."""
    if image.format in {"JPEG", "MPO"}:
        at = file.tell()
        found = MOST_SCALED if in_one_pass(file) else MOST_WHOLE
        file.seek(at)
        return found
    return MOST_WEBP if image.format == "WEBP" else MOST_WHOLE


def _scale(image: Image.Image) -> None:
    pixels, last = image.width * image.height, SCALES[-1]
    scale = next((s for s in SCALES if pixels <= MOST_HELD * s**2), last)
    if scale > 1:
        image.draft(None, (image.width // scale, image.height // scale))


def in_one_pass(file: IO[bytes]) -> bool:
    """True when all colours of a JPEG come in one pass over it (ITU-T T.81, annex B).

    In more passes (progressive), the decoder holds the whole photo until the last, at any scale.
    """
    file.seek(2)
    colours = 0
    while len(head := file.read(4)) == 4 and head[0] == 0xFF and head[1] not in OTHER | BARE:
        length = int.from_bytes(head[2:]) - 2
        if length < 0:
            return False
        if head[1] == SCAN:
            return colours > 0 and file.read(1) == bytes([colours])
        told = file.read(length)
        if head[1] in FRAMES:
            colours = told[5] if len(told) > 5 else 0
    return False
