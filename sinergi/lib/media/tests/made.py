"""Tiny photos and films, made as phones make them: with places, turned, in their own formats."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

import av
from PIL import Image

if TYPE_CHECKING:
    from av import AudioStream, VideoStream

PLACE = "-06.4800+106.8500/"
SECRET = "Ponsel Ayu"


def photo(form: str = "JPEG", size: tuple[int, int] = (40, 20), turned: int = 1) -> bytes:
    """A photo that tells where it was taken, and by whose phone."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, SECRET
    exif.get_ifd(0x8825)[2] = (6.0, 28.0, 0.0)
    out = io.BytesIO()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{PLACE}</x:xmpmeta>".encode()
    noise = Random(1).randbytes(size[0] * size[1])
    Image.frombytes("L", size, noise).convert("RGB").save(out, form, exif=exif.tobytes(), xmp=xmp)
    return out.getvalue()


def film(
    path: Path,
    *,
    form: str = "mov",
    pictures: str = "libx264",
    sound: str = "aac",
    size: tuple[int, int] = (64, 48),
    turned: int = 0,
    seconds: int = 1,
    frames: int = 0,
    step: int = 1,
) -> Path:
    """A film that tells where it was made. Red in its upper left corner before it is turned.

    ``frames`` pictures, each ``step`` twenty-fifths of a second after the other.
    """
    told = {"movflags": "use_metadata_tags"} if form in {"mov", "mp4"} else {}
    with av.open(str(path), "w", format=form, options=told) as out:
        for name in ("com.apple.quicktime.location.ISO6709", "location"):
            out.metadata[name] = PLACE
        out.metadata["make"] = SECRET
        seen = cast("VideoStream", out.add_stream(pictures, rate=25))
        seen.width, seen.height = size
        seen.pix_fmt = "yuv420p"
        if pictures == "libx265":
            seen.options = {"x265-params": "log-level=none"}
        if turned:
            seen.set_display_rotation(turned)
        heard = cast("AudioStream", out.add_stream(sound, rate=48_000)) if sound else None
        shown = Image.new("RGB", size)
        shown.paste((255, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
        for number in range(frames or 25 * seconds):
            frame = av.VideoFrame.from_image(shown)  # type: ignore[no-untyped-call]  # the library's
            frame.pts = number * step
            out.mux(seen.encode(frame))
        out.mux(seen.encode(None))
        if heard is not None:
            _silence(out, heard, sound, seconds)
    return path


def song(path: Path) -> Path:
    """Sound alone, in the container of films."""
    with av.open(str(path), "w", format="mp4") as out:
        _silence(out, out.add_stream("aac", rate=48_000), "aac", 1)
    return path


def _silence(
    out: av.container.OutputContainer, heard: av.AudioStream, codec: str, seconds: int
) -> None:
    form, samples = ("fltp", 1024) if codec == "aac" else ("s16", 960)
    for number in range(48_000 * seconds // samples):
        frame = av.AudioFrame(format=form, layout="stereo", samples=samples)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts, frame.time_base = (
            48_000,
            number * samples,
            Fraction(1, 48_000),
        )
        out.mux(heard.encode(frame))
    out.mux(heard.encode(None))
