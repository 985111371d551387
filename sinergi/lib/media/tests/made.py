"""Tiny photos and films, made as phones make them: with places, turned, in their own formats."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

import av
import pillow_heif
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
    picture = Image.frombytes("L", size, noise).convert("RGB")
    if form == "HEIF":  # Pillow is not told of it here: what reads them must tell it
        pillow_heif.from_pillow(picture).save(out, exif=exif.tobytes(), xmp=xmp)
    else:
        picture.save(out, form, exif=exif.tobytes(), xmp=xmp)
    return out.getvalue()


def large_photo(width: int, height: int) -> bytes:
    """A JPEG of very many pixels, in a moment: one row of blocks, again and again.

    With a marker after each row every row is coded alike, but for the marker's number (T.81, F.1).
    ``width`` and ``height`` are multiples of 16.
    """
    out = io.BytesIO()
    noise = Random(1).randbytes(width * 32 // 256)
    rows = Image.frombytes("L", (width // 16, 2), noise).resize(
        (width, 32), Image.Resampling.NEAREST
    )
    rows.convert("RGB").save(out, "JPEG", restart_marker_rows=1)
    raw = out.getvalue()
    scan = raw.index(b"\xff\xda")
    begin = scan + 2 + int.from_bytes(raw[scan + 2 : scan + 4])
    row = raw[begin : raw.index(b"\xff\xd0", begin)]
    head = claiming(raw[:begin], width, height)
    told = [row + bytes([0xFF, 0xD0 + number % 8]) for number in range(height // 16)]
    return head + b"".join(told)[:-2] + b"\xff\xd9"


def claiming(jpeg: bytes, width: int, height: int) -> bytes:
    """Return a JPEG whose frame says another size than it has."""
    frame = max(jpeg.find(b"\xff\xc0"), jpeg.find(b"\xff\xc2")) + 5
    size = height.to_bytes(2) + width.to_bytes(2)
    return jpeg[:frame] + size + jpeg[frame + 4 :]


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
    rate: int = 25,
) -> Path:
    """A film that tells where it was made. Red in its upper left corner before it is turned.

    ``frames`` pictures, each ``step`` times a part of a second (``rate``) after the other.
    """
    told = {"movflags": "use_metadata_tags"} if form in {"mov", "mp4"} else {}
    with av.open(str(path), "w", format=form, options=told) as out:
        for name in ("com.apple.quicktime.location.ISO6709", "location"):
            out.metadata[name] = PLACE
        out.metadata["make"] = SECRET
        seen = cast("VideoStream", out.add_stream(pictures, rate=rate))
        seen.width, seen.height = size
        seen.pix_fmt = "yuv420p"
        if pictures == "libx265":
            seen.options = {"x265-params": "log-level=none"}
        if turned:
            seen.set_display_rotation(turned)
        heard = cast("AudioStream", out.add_stream(sound, rate=48_000)) if sound else None
        shown = Image.new("RGB", size)
        shown.paste((255, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
        for number in range(frames or rate * seconds):
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
