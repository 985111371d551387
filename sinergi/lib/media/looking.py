"""Looking into a video: how large, how long, what it is made of, how it looks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from sinergi.lib.media.films import Film
from sinergi.lib.media.kinds import (
    READERS,
    NothingToSee,
    TooLong,
    TooManyPixels,
    Unreadable,
)

#: Twice those of a 4K film, the largest that phones make unasked. A decoder holds many pictures.
MOST_PIXELS = 4096 * 2304 * 2
MOST_SECONDS = 60 * 60
#: Phones film up to 960 pictures a second.
MOST_RATE = 1000

#: Longest side of the picture that stands for a video, in pixels.
POSTER_SIDE = 640


@contextmanager
def opened(file: IO[bytes], mime: str) -> Iterator[InputContainer]:
    """Open a video. Raises Unreadable for anything wrong with it, also while it is read."""
    file.seek(0)
    try:
        with av.open(file, "r", format=READERS[mime], metadata_errors="replace") as found:
            yield found
    except (av.FFmpegError, ValueError, EOFError) as e:
        raise Unreadable from e


def picture_stream(container: InputContainer) -> VideoStream:
    """Return the pictures of a film: not the cover of a song. Raises NothingToSee."""
    for stream in container.streams.video:
        cover = stream.disposition & stream.disposition.__class__.attached_pic
        if not cover and stream.codec_context is not None:
            # A film may say one size and bring another: the decoder then refuses.
            stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
            return stream
    raise NothingToSee if len(container.streams) else Unreadable


def look(file: IO[bytes], mime: str, *, size: int) -> Film:
    """As ``films.look``."""
    with opened(file, mime) as container:
        stream = picture_stream(container)
        seconds = length(container, stream)
        if stream.width * stream.height > MOST_PIXELS or not stream.width * stream.height:
            raise TooManyPixels(MOST_PIXELS)
        if seconds > MOST_SECONDS:
            raise TooLong(MOST_SECONDS)
        if _cut_off(stream, size):
            raise Unreadable
        first = first_picture(container, stream)
        turned = first.rotation % 180 != 0
        wide, high = (first.height, first.width) if turned else (first.width, first.height)
        playable = plain(container, stream)
        return Film(wide, high, seconds, rate(stream), playable, _poster(first))


def length(container: InputContainer, stream: VideoStream) -> float:
    """Return the seconds of a film as it says them. Raises Unreadable when it says none."""
    if stream.duration and stream.time_base:
        return round(float(stream.duration * stream.time_base), 3)
    if container.duration:
        return round(container.duration / av.time_base, 3)
    raise Unreadable


def rate(stream: VideoStream) -> float:
    """Return the pictures a second of a film on average; 0: it tells none that can be true."""
    told = float(stream.average_rate or 0)
    return round(told, 2) if told <= MOST_RATE else 0.0


def plain(container: InputContainer, stream: VideoStream) -> bool:
    """True when the pictures are H.264 of the common form and the sound, if any, is AAC."""
    context = stream.codec_context
    common = context.name == "h264" and context.pix_fmt in {"yuv420p", "yuvj420p"}
    sound = next(iter(container.streams.audio), None)
    return common and (sound is None or sound.codec_context.name == "aac")


def first_picture(container: InputContainer, stream: VideoStream) -> VideoFrame:
    """Decode the first picture. Raises Unreadable, and TooManyPixels when it is not as told."""
    stream.thread_type = "SLICE"  # frames side by side are as many pictures in memory
    for packet in container.demux(stream):
        for frame in packet.decode():
            if frame.width * frame.height > MOST_PIXELS:
                raise TooManyPixels(MOST_PIXELS)
            return frame
    raise Unreadable


def _cut_off(stream: VideoStream, size: int) -> bool:
    """True when the film's own table names pictures beyond its end (``size`` in bytes)."""
    table = stream.index_entries
    return bool(len(table)) and any(
        entry.pos + entry.size > size for entry in (table[0], table[len(table) - 1])
    )


def _poster(frame: VideoFrame) -> bytes:
    part = min(1.0, POSTER_SIDE / max(frame.width, frame.height))
    small = frame.reformat(
        width=max(2, round(frame.width * part)), height=max(2, round(frame.height * part))
    )
    image: Image.Image = small.to_image()  # type: ignore[no-untyped-call]  # PyAV gives it no type
    out = io.BytesIO()
    upright(image, frame.rotation).save(out, "JPEG", quality=80)
    return out.getvalue()


def upright(image: Image.Image, rotation: int) -> Image.Image:
    """Turn a picture as its film is turned when it is shown (degrees, against the clock)."""
    return image.rotate(rotation, expand=True) if rotation else image
