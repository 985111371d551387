"""A photo of 12 megapixels with five derivatives, beside bare Pillow doing the same; a video of a
minute in full HD, checked, cleaned and made smaller, with its progress and its memory.

The derivatives are what the house makes of a photo that goes to four networks: the small one for
lists, and the four shapes at 1440 pixels. Bare Pillow reads the photo once, and keeps it in memory.
Times are of the processor: other programs on the machine do not count.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

import av
from PIL import Image, ImageOps

from bench.figures import Figure, memory, middle, tell
from sinergi.lib.media import films, images

WIDE, HIGH = 4032, 3024
SHAPES = {"square": 1.0, "portrait": 0.8, "tall": 0.5625, "wide": 1.91}
SIDE, SMALL = 1440, 640
TIMES = 7
SECONDS, RATE = 60, 30


def main() -> None:
    if len(sys.argv) > 1:
        _film(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory(prefix="sinergi-bench-media-") as folder:
        source = Path(folder) / "phone.mp4"
        # A process of its own makes it: what that holds is not what we measure.
        subprocess.run([sys.executable, "-m", "bench.media", str(source)], check=True)
        tell(*video(source, Path(folder)))  # first: a peak of memory is never forgotten
    tell(*photo())


def photo() -> Iterable[Figure]:
    raw = _photo()
    ours, bare = _timed(lambda: _ours(raw)), _timed(lambda: _bare(raw))
    yield Figure("media: photo of 12 megapixels, clean with five derivatives", ours, "ms")
    yield Figure("media: the same by bare Pillow", bare, "ms")
    yield Figure("media: the house over bare Pillow", ours / bare, "x", 1.5)


def video(source: Path, folder: Path) -> Iterable[Figure]:
    idle, told = memory(), list[int]()
    size = source.stat().st_size
    with source.open("rb") as content:
        looked = _spent(lambda: films.look(content, "video/mp4", size=size))
        copied = _spent(lambda: films.copy(content, "video/mp4", folder / "clean.mp4", told.append))
    yield Figure("media: a minute of full HD, checked", looked, "ms")
    yield Figure("media: its clean copy", copied, "ms")
    fit = films.Fit(1280, 16_000_000)
    with (folder / "clean.mp4").open("rb") as content:
        steps = list[int]()
        made = _spent(
            lambda: films.remake(content, "video/mp4", folder / "fit.mp4", fit, steps.append)
        )
    yield Figure("media: made to fit 16 MB and 1280 pixels", made / 1000, "s")
    yield Figure("media: steps of progress that were told", len(steps), "", 50, least=True)
    yield Figure("media: most memory of all of it", memory(), "MB", 250)
    yield Figure("media: of that, before it began", idle, "MB")


def _ours(raw: bytes) -> None:
    """As the house does: cleaned with its small one, then each shape out of the clean copy."""
    still = images.clean(io.BytesIO(raw))
    for ratio in SHAPES.values():
        box = _box(still.width, still.height, ratio)
        images.fit(io.BytesIO(still.content), form="JPEG", side=SIDE, size=0, cut=box)


def _bare(raw: bytes) -> None:
    """As a script does that knows Pillow and nothing else."""
    with Image.open(io.BytesIO(raw)) as opened:
        upright = ImageOps.exif_transpose(opened)
    upright.info = {}
    upright.save(io.BytesIO(), "JPEG", quality=90)
    small = upright.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    small.save(io.BytesIO(), "JPEG", quality=80)
    for ratio in SHAPES.values():
        left, top, width, height = _box(upright.width, upright.height, ratio)
        piece = upright.crop((left, top, left + width, top + height))
        piece.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        piece.save(io.BytesIO(), "JPEG", quality=90)


def _box(width: int, height: int, ratio: float) -> tuple[int, int, int, int]:
    across = min(width, height * ratio)
    wide, high = round(across), round(across / ratio)
    return ((width - wide) // 2, (height - high) // 2, wide, high)


def _photo() -> bytes:
    """A photo with edges and soft parts, as weighty as those of phones."""
    chance, out = random.Random(4), io.BytesIO()
    noise = Image.frombytes("RGB", (504, 378), chance.randbytes(504 * 378 * 3))
    fine = Image.effect_noise((WIDE, HIGH), 18).convert("RGB")
    soft = noise.resize((WIDE, HIGH), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.blend(soft, fine, 0.35).save(out, "JPEG", quality=90, exif=exif.tobytes())
    return out.getvalue()


def _film(path: Path) -> None:
    """A minute of full HD in H.264 with AAC, that moves everywhere, as phones write it."""
    chance = random.Random(4)
    wide, high = 1920, 1080
    noise = Image.frombytes("RGB", (480, 270), chance.randbytes(480 * 270 * 3))
    large = noise.resize((wide * 2, high * 2), Image.Resampling.BICUBIC)
    with av.open(str(path), "w", format="mp4") as out:
        seen = cast("av.VideoStream", out.add_stream("libx264", rate=RATE))
        seen.width, seen.height, seen.pix_fmt = wide, high, "yuv420p"
        seen.options = {"preset": "ultrafast", "crf": "26"}
        for number in range(SECONDS * RATE):
            at = (number * 7) % wide, (number * 3) % high
            shown = large.crop((*at, at[0] + wide, at[1] + high))
            frame = av.VideoFrame.from_image(shown)  # type: ignore[no-untyped-call]  # the library's
            frame.pts = number
            out.mux(seen.encode(frame))
        out.mux(seen.encode(None))


def _timed(act: Callable[[], object]) -> float:
    act()
    return middle([_spent(act) for _ in range(TIMES)])


def _spent(act: Callable[[], object]) -> float:
    """Return how long the processor worked, in milliseconds."""
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    main()
