"""What an account takes of images and videos, held against the files that would go there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sinergi.connectors.contract import Limits
from sinergi.lib.text import No, say

#: How far a picture's shape may be from the limit: what a network rounds away.
ROUNDING = 0.01
#: How far the pictures a second may be from the limit: phones keep no even time.
UNEVEN = 0.5


@dataclass(frozen=True, slots=True)
class File:
    """A picture or a video of a post. Sizes in bytes and pixels; ``seconds`` of a video,
    ``rate`` its pictures a second. ``part``: that of a thread with which it goes; 0: the first.
    """

    name: str
    mime: str
    size: int
    alt: str
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    rate: float = 0.0
    part: int = 0

    @property
    def video(self) -> bool:
        return self.mime.startswith("video/")

    @property
    def shape(self) -> float:
        return self.width / self.height if self.height else 0.0


def problems(account: str, limits: Limits, files: Sequence[File]) -> Iterator[No]:
    """Yield what is wrong with the files of a post for one account, called ``account``."""
    yield from _counts(account, limits, files)
    for file in files:
        yield from (_video if file.video else _image)(account, limits, file)


def _counts(account: str, limits: Limits, files: Sequence[File]) -> Iterator[No]:
    videos = sum(file.video for file in files)
    images = len(files) - videos
    if len(files) < limits.least_media:
        yield No(
            say("{account} takes nothing without an image or a video (at least {least})."),
            account=account,
            least=limits.least_media,
        )
    elif videos < limits.least_videos:
        yield No(say("{account} takes nothing without a video."), account=account)
    if images > limits.images:
        yield No(say("{account} takes at most {most} images."), account=account, most=limits.images)
    if videos > limits.videos:
        yield No(say("{account} takes at most {most} videos."), account=account, most=limits.videos)
    if images and videos and not limits.mixed and limits.images and limits.videos:
        yield No(
            say(
                "{account} takes images (at most {images}) or videos (at most {videos}) in one "
                "post, not both."
            ),
            account=account,
            images=limits.images,
            videos=limits.videos,
        )


def _image(account: str, limits: Limits, file: File) -> Iterator[No]:
    facts = {"account": account, "name": file.name}
    if not limits.images:
        return  # said already: none are taken
    if file.mime not in limits.image_types:
        yield No(
            say("{account} does not take images like {name}: only {kinds}."),
            **facts,
            kinds=_kinds(limits.image_types),
        )
    if file.size > limits.image_bytes:
        yield _too_large(account, file, limits.image_bytes)
    if len(file.alt) > limits.alt_text:
        yield No(
            say("The description of {name} is too long for {account} (at most {most})."),
            **facts,
            most=limits.alt_text,
        )
    if limits.image_side and max(file.width, file.height) > limits.image_side:
        yield No(
            say("{name} is larger than {account} takes (at most {most} pixels a side)."),
            **facts,
            most=limits.image_side,
        )
    yield from _shape(account, limits, file)


def _video(account: str, limits: Limits, file: File) -> Iterator[No]:
    facts = {"account": account, "name": file.name}
    if not limits.videos:
        return
    if file.mime not in limits.video_types:
        yield No(
            say("{account} does not take videos like {name}: only {kinds}."),
            **facts,
            kinds=_kinds(limits.video_types),
        )
    if limits.video_bytes and file.size > limits.video_bytes:
        yield _too_large(account, file, limits.video_bytes)
    if limits.video_seconds and file.seconds > limits.video_seconds + 0.5:
        yield No(
            say("{name} is longer than {account} takes (at most {most} seconds)."),
            **facts,
            most=limits.video_seconds,
        )
    if file.seconds and file.seconds < limits.video_least_seconds:
        yield No(
            say("{name} is shorter than {account} takes (at least {least} seconds)."),
            **facts,
            least=limits.video_least_seconds,
        )
    if file.width and min(file.width, file.height) < limits.video_least_side:
        yield No(
            say("{name} is smaller than {account} takes (at least {least} pixels a side)."),
            **facts,
            least=limits.video_least_side,
        )
    yield from _rate(account, limits, file)
    yield from _shape(account, limits, file)


def _rate(account: str, limits: Limits, file: File) -> Iterator[No]:
    if not limits.video_rates or not file.rate:
        return
    fewest, most = limits.video_rates
    facts = {"name": file.name, "account": account, "rate": f"{file.rate:.3g}"}
    if file.rate < fewest - UNEVEN:
        yield No(
            say(
                "{name} has {rate} frames a second, fewer than {account} takes (at least "
                "{least}). Export it with 30."
            ),
            **facts,
            least=f"{fewest:g}",
        )
    if most and file.rate > most + UNEVEN:
        yield No(
            say(
                "{name} has {rate} frames a second, more than {account} takes (at most "
                "{most}). Export it with 30."
            ),
            **facts,
            most=f"{most:g}",
        )


def _shape(account: str, limits: Limits, file: File) -> Iterator[No]:
    if not limits.shapes or not file.shape:
        return
    narrowest, widest = limits.shapes
    if file.shape < narrowest - ROUNDING or file.shape > widest + ROUNDING:
        yield No(
            say("{name} has the wrong shape for {account}: crop it to between {low} and {high}."),
            name=file.name,
            account=account,
            low=_as_shape(narrowest),
            high=_as_shape(widest),
        )


def _too_large(account: str, file: File, most: int) -> No:
    return No(
        say("{name} is too large for {account} (at most {most} MB)."),
        name=file.name,
        account=account,
        most=most // 1_000_000,
    )


def _kinds(mimes: Sequence[str]) -> str:
    """Return kinds of files as people call them: "JPEG, PNG", "MP4, MOV"."""
    known = {"quicktime": "MOV", "x-matroska": "MKV"}
    names = [mime.partition("/")[2] for mime in mimes]
    return ", ".join(known.get(name, name.upper()) for name in names)


def _as_shape(shape: float) -> str:
    """Return a shape as people say it: "4:5", "16:9", "1.91:1"."""
    known = {0.5625: "9:16", 0.75: "3:4", 0.8: "4:5", 1.0: "1:1", 1.7778: "16:9"}
    return next(
        (said for value, said in known.items() if abs(value - shape) < 0.01), f"{shape:g}:1"
    )
