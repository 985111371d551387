"""What each account takes, held against what would be said there. Plain values in and out.

Every sentence names the network and the account, what is too much, and the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sinergi.connectors.contract import Field, Limits
from sinergi.lib.text import No, say

HASHTAG = re.compile(r"(?<![\w&])#\w+")
MENTION = re.compile(r"(?<![\w/])@\w+")

#: How far a picture's shape may be from the limit: what a network rounds away.
ROUNDING = 0.01
#: How far the pictures a second may be from the limit: phones keep no even time.
UNEVEN = 0.5


@dataclass(frozen=True, slots=True)
class File:
    """A picture or a video of a post. Sizes in bytes and pixels; ``seconds`` of a video,
    ``rate`` its pictures a second.
    """

    name: str
    mime: str
    size: int
    alt: str
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    rate: float = 0.0

    @property
    def video(self) -> bool:
        return self.mime.startswith("video/")

    @property
    def shape(self) -> float:
        return self.width / self.height if self.height else 0.0


@dataclass(frozen=True, slots=True)
class Destination:
    """What will be said on one account, and what that account's network allows and asks.

    ``name`` is what sentences call it: one handle is often the same on several networks.
    """

    account: int
    name: str
    text: str
    length: int
    limits: Limits | None
    open: bool = True
    by_hand: bool = False
    asked: Sequence[Field] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    #: The files as they will go there; nothing: as the post has them.
    files: Sequence[File] | None = None


def problems(destinations: Sequence[Destination], files: Sequence[File]) -> list[No]:
    """Return everything that keeps a post from being asked for; empty when it is ready."""
    found: list[No] = []
    if not destinations:
        found.append(No(say("Choose at least one account.")))
    for file in files:
        if not file.alt.strip() and not file.video:
            found.append(
                No(say("Describe the image {name} for people who cannot see it."), name=file.name)
            )
    for destination in destinations:
        found += _there(destination, files if destination.files is None else destination.files)
    return found


def _there(there: Destination, files: Sequence[File]) -> Iterator[No]:
    if not there.open or there.limits is None:
        yield No(
            say("{account} is not connected. Reconnect it or take it out."), account=there.name
        )
        return
    yield from _text(there, there.limits, bool(files))
    yield from _asked(there)
    yield from _counts(there.name, there.limits, files)
    for file in files:
        yield from (_video if file.video else _image)(there.name, there.limits, file)


def _text(there: Destination, limits: Limits, with_files: bool) -> Iterator[No]:
    most = limits.text_with_media if with_files and limits.text_with_media else limits.text
    if not there.text.strip() and not with_files:
        yield No(say("There is no text for {account}."), account=there.name)
    if there.length > most:
        over = there.length - most
        yield No(
            say("The text for {account} is {over} characters too long (at most {most})."),
            account=there.name,
            over=over,
            most=most,
        )
    size = len(there.text.encode())
    if limits.text_bytes and size > limits.text_bytes:
        yield No(
            say("The text for {account} takes {size} bytes (at most {most}): use fewer symbols."),
            account=there.name,
            size=size,
            most=limits.text_bytes,
        )
    yield from _signs(there, limits)


def _signs(there: Destination, limits: Limits) -> Iterator[No]:
    tags, names = len(HASHTAG.findall(there.text)), len(MENTION.findall(there.text))
    if limits.hashtags and tags > limits.hashtags:
        yield No(
            say("The text for {account} has {count} hashtags (at most {most})."),
            account=there.name,
            count=tags,
            most=limits.hashtags,
        )
    if limits.mentions and names > limits.mentions:
        yield No(
            say("The text for {account} names {count} accounts (at most {most})."),
            account=there.name,
            count=names,
            most=limits.mentions,
        )


def _asked(there: Destination) -> Iterator[No]:
    for asked in there.asked:
        given = there.options.get(asked.name, "") or asked.default
        if asked.required and not given:
            yield No(say("{account} asks for: {field}."), account=there.name, field=asked.label)
        if asked.most and len(given) > asked.most:
            yield No(
                say("{field} is {over} characters too long for {account} (at most {most})."),
                account=there.name,
                field=asked.label,
                over=len(given) - asked.most,
                most=asked.most,
            )


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
        yield No(say("{account} takes images or a video, not both in one post."), account=account)


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
