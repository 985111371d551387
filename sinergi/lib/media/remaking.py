"""A video made anew: H.264 and AAC in an MP4, upright, as large and as heavy as it may be."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

import av
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from sinergi.lib.media.copying import MUXER, Steps
from sinergi.lib.media.films import Fit, Progress
from sinergi.lib.media.kinds import CannotFit, TooManyPixels
from sinergi.lib.media.looking import MOST_PIXELS, length, opened, picture_stream

#: Bits a second of the sound, and how many pictures a second are enough.
SOUND = 128_000
MOST_RATE = 60
BASE = Fraction(1, 90_000)

#: Below so many bits a second nobody sees anything; and the longest side that looks well with
#: fewer than so many, after https://trac.ffmpeg.org/wiki/Encode/H.264 and the ladders of networks.
LEAST_RATE = 80_000
SIDES = ((250_000, 426), (600_000, 640), (1_200_000, 854), (2_500_000, 1280), (6_000_000, 1920))


def remake(source: IO[bytes], mime: str, out: Path, fit: Fit, progress: Progress) -> None:
    """As ``films.remake``."""
    with opened(source, mime) as read, av.open(str(out), "w", format="mp4", options=MUXER) as made:
        pictures = picture_stream(read)
        sound = next(iter(read.streams.audio), None)
        seconds = length(read, pictures)
        rate = rate_for(fit.size, seconds, with_sound=sound is not None)
        film = _Pictures(made, pictures, side_for(fit.side, rate), rate, fit.cut)
        track = _Sound(made, sound) if sound is not None else None
        steps = Steps(seconds, progress)
        _carry(read, film, track, steps)
        steps.must_be_over()


def rate_for(size: int, seconds: float, *, with_sound: bool) -> int:
    """Return the bits a second the pictures may have; 0: as many as they need.

    Raises CannotFit when nothing could be seen with so few.
    """
    if not size:
        return 0
    rate = int(size * 8 * 0.93 / max(seconds, 0.5)) - (SOUND if with_sound else 0)
    if rate < LEAST_RATE:
        raise CannotFit
    return rate


def side_for(side: int, rate: int) -> int:
    """Return the longest side for a rate, at most ``side``; 0: as it is."""
    fitting = next((most for below, most in SIDES if rate and rate < below), 0)
    return min(side or fitting, fitting or side)


class _Pictures:
    """The pictures on their way: decoded, turned upright, cut, made smaller, encoded."""

    def __init__(
        self, made: OutputContainer, stream: VideoStream, side: int, rate: int, cut: tuple[int, ...]
    ) -> None:
        self._made, self.stream, self._side, self._rate = made, stream, side, rate
        self._cut = cut
        # So many threads, so many pictures in memory.
        stream.codec_context.thread_count = 2
        self._graph: Graph | None = None
        self._out: VideoStream | None = None
        self._last = -1

    def take(self, frame: VideoFrame) -> None:
        if frame.width * frame.height > MOST_PIXELS:
            raise TooManyPixels(MOST_PIXELS)
        if self._graph is None:
            self._graph = self._way(frame)
        self._graph.vpush(frame)
        self._pull()

    def end(self) -> None:
        if self._graph is not None and self._out is not None:
            self._graph.vpush(None)
            self._pull()
            self._made.mux(self._out.encode(None))

    def _pull(self) -> None:
        assert self._graph is not None  # noqa: S101  # there is one as soon as there is a picture
        while True:
            try:
                frame = self._graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                return
            self._encode(frame)

    def _encode(self, frame: VideoFrame) -> None:
        if frame.pts is None or frame.time_base is None:
            return
        moment = round(frame.pts * frame.time_base / BASE)
        if moment <= self._last:  # pictures out of order or twice at one moment
            return
        self._last = moment
        frame.pts, frame.time_base, frame.pict_type = moment, BASE, 0  # 0: the encoder decides
        if self._out is None:
            self._out = self._encoder(frame)
        self._made.mux(self._out.encode(frame))

    def _way(self, frame: VideoFrame) -> Graph:
        """Return the filters between decoder and encoder, for pictures like this one."""
        graph = Graph()
        steps = [graph.add_buffer(template=self.stream, time_base=self.stream.time_base)]
        for name, told in _filters(frame, self._side, self._cut):
            steps.append(graph.add(name, told))
        steps.append(graph.add("buffersink"))
        for one, other in pairwise(steps):
            one.link_to(other)
        graph.configure()
        return graph

    def _encoder(self, frame: VideoFrame) -> VideoStream:
        told: dict[str, Any] = {"preset": "veryfast"}
        # Pictures it looks ahead are pictures in memory.
        told |= {"rc-lookahead": "5", "sync-lookahead": "0", "bf": "0"}
        told |= {"maxrate": str(self._rate), "bufsize": str(self._rate)} if self._rate else {}
        told |= {} if self._rate else {"crf": "23"}
        out = self._made.add_stream("libx264", rate=_rate(self.stream), options=told)
        out.width, out.height, out.pix_fmt = frame.width, frame.height, "yuv420p"
        out.codec_context.time_base = BASE
        out.codec_context.thread_count = 2
        if self._rate:
            out.bit_rate = self._rate
        return out


class _Sound:
    """The sound on its way: decoded, brought to 48,000 values a second, encoded."""

    def __init__(self, made: OutputContainer, stream: AudioStream) -> None:
        self._made, self.stream = made, stream
        layout = "mono" if stream.codec_context.channels == 1 else "stereo"
        self._out = made.add_stream("aac", rate=48_000, layout=layout)
        self._out.bit_rate = SOUND
        self._even = AudioResampler(format="fltp", layout=layout, rate=48_000)

    def take(self, frame: Any) -> None:
        for even in self._even.resample(frame):
            self._made.mux(self._out.encode(even))

    def end(self) -> None:
        self.take(None)
        self._made.mux(self._out.encode(None))


def _carry(read: InputContainer, film: _Pictures, track: _Sound | None, steps: Steps) -> None:
    taken = [film.stream] if track is None else [film.stream, track.stream]
    for packet in read.demux(*taken):
        if packet.stream.index == film.stream.index:
            for frame in packet.decode():
                if not isinstance(frame, VideoFrame):
                    continue
                film.take(frame)
                steps.at(float(frame.time or 0) + 1 / MOST_RATE)
        elif track is not None:
            for heard in packet.decode():
                track.take(heard)
    film.end()
    if track is not None:
        track.end()


def _filters(frame: VideoFrame, side: int, cut: tuple[int, ...]) -> list[tuple[str, str]]:
    turns = {90: [("transpose", "cclock")], -90: [("transpose", "clock")]}
    half = [("hflip", ""), ("vflip", "")]
    found = turns.get(frame.rotation, half if abs(frame.rotation) == 180 else [])
    across = frame.rotation % 180 != 0
    width, height = (frame.height, frame.width) if across else (frame.width, frame.height)
    if cut:
        left, top, width, height = _inside(cut, width, height)
        found = [*found, ("crop", f"{width}:{height}:{left}:{top}")]
    part = min(1.0, side / max(width, height)) if side else 1.0
    even = f"{_even(width * part)}:{_even(height * part)}"
    return [*found, ("scale", even), ("format", "yuv420p")]


def _inside(cut: tuple[int, ...], width: int, height: int) -> tuple[int, int, int, int]:
    """Return a piece as far as it lies inside pictures of this size: they may change on the way."""
    left, top = min(cut[0], width - 2), min(cut[1], height - 2)
    return left, top, max(2, min(cut[2], width - left)), max(2, min(cut[3], height - top))


def _even(pixels: float) -> int:
    """Return the nearest size H.264 can have."""
    return max(2, int(pixels) // 2 * 2)


def _rate(stream: VideoStream) -> Fraction:
    told = stream.average_rate or Fraction(30)
    return min(max(told, Fraction(1)), Fraction(MOST_RATE))
