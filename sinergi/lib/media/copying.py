"""A clean copy of a video: the same pictures and sound in a new MP4, and nothing else.

What a phone writes beside them (place, time, its own name, tracks of positions) is not carried
over. The beginning tells where everything is, so that networks and browsers need not read the end.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import IO

import av
from av.container import OutputContainer
from av.stream import Stream

from sinergi.lib.media.films import Progress
from sinergi.lib.media.kinds import Unreadable
from sinergi.lib.media.looking import length, opened, picture_stream

#: Nothing of us, of the hour or of the machine stands in what is written.
MUXER = {"movflags": "+faststart", "fflags": "+bitexact"}

#: A film that ends before so much of its length, less a moment (seconds), was cut off.
ENOUGH = 0.9
MOMENT = 0.2


class Steps:
    """Turns moments of a film of ``seconds`` into percents; also sees whether its end came."""

    def __init__(self, seconds: float, progress: Progress) -> None:
        self._seconds, self._progress = max(seconds, 0.001), progress
        self._told = -1
        self.reached = 0.0

    def at(self, moment: float) -> None:
        self.reached = max(self.reached, moment)
        percent = min(99, int(100 * self.reached / self._seconds))
        if percent > self._told:
            self._told = percent
            self._progress(percent)

    def must_be_over(self) -> None:
        """Raise Unreadable when the film ended long before it said it would."""
        if self.reached < self._seconds * ENOUGH - MOMENT:
            raise Unreadable


def copy(source: IO[bytes], mime: str, out: Path, progress: Progress) -> None:
    """As ``films.copy``."""
    with opened(source, mime) as read, av.open(str(out), "w", format="mp4", options=MUXER) as made:
        pictures = picture_stream(read)
        sound = next(iter(read.streams.audio), None)
        taken: list[Stream] = [pictures] if sound is None else [pictures, sound]
        copies = {stream.index: _like(made, stream) for stream in taken}
        steps = Steps(length(read, pictures), progress)
        for packet in read.demux(*taken):
            if packet.dts is None:
                continue  # what the reader says at the end
            if packet.stream.index == pictures.index and packet.pts is not None:
                steps.at(float((packet.pts + (packet.duration or 0)) * _base(packet.time_base)))
            packet.stream = copies[packet.stream.index]
            made.mux(packet)
        steps.must_be_over()


def _like(made: OutputContainer, stream: Stream) -> Stream:
    copied: Stream = made.add_stream_from_template(stream)
    copied.metadata.clear()
    return copied


def _base(base: Fraction | None) -> Fraction:
    return base or Fraction(1, av.time_base)
