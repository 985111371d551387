"""Videos, as the house asks for them. What reads and writes them (PyAV, with all of FFmpeg) is
loaded with the first one: a process without videos saves 16 MB and a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

#: Told the part that is done, in percent, as often as it grows.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Film:
    """A video as it is shown, upright. Pixels, seconds; ``poster`` is a JPEG of its first picture.

    ``rate``: pictures a second on average; 0: it does not tell. ``plain``: every network and phone
    can play what it is made of.
    """

    width: int
    height: int
    seconds: float
    rate: float
    plain: bool
    poster: bytes


@dataclass(frozen=True, slots=True)
class Fit:
    """What a video must be: longest side in pixels, size in bytes; 0: as it is.

    ``cut``: the piece of it that is taken (left, top, width, height of the upright picture); empty:
    all of it.
    """

    side: int = 0
    size: int = 0
    cut: tuple[int, ...] = ()


def look(file: IO[bytes], mime: str, *, size: int) -> Film:
    """Return what there is to know of a video of ``size`` bytes, of a kind in ``kinds.READERS``.

    Only its table and its first picture are read. Raises Unusable, by what is wrong.
    """
    found: Film = import_module("sinergi.lib.media.looking").look(file, mime, size=size)
    return found


def copy(source: IO[bytes], mime: str, out: Path, progress: Progress) -> None:
    """Write pictures and sound of a plain video (``Film.plain``) into an MP4 at ``out``.

    Raises Unreadable when it is damaged or ends too early.
    """
    import_module("sinergi.lib.media.copying").copy(source, mime, out, progress)


def remake(source: IO[bytes], mime: str, out: Path, fit: Fit, progress: Progress) -> None:
    """Write a video anew into an MP4 at ``out``. Raises Unreadable, TooManyPixels, CannotFit."""
    import_module("sinergi.lib.media.remaking").remake(source, mime, out, fit, progress)
