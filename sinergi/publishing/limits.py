"""What each account takes, held against what would be said there. Plain values in and out.

Every sentence names the network and the account, what is too much, and the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sinergi.connectors.contract import Limits
from sinergi.language.writing.signs import HASHTAG
from sinergi.lib.text import No, Word, say
from sinergi.publishing import comment_limits, file_limits, filling, parts
from sinergi.publishing.destinations import Destination
from sinergi.publishing.file_limits import File

MENTION = re.compile(r"(?<![\w/])@\w+")


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
        for unfilled in filling.unfilled(file.alt):
            told = say("The description of {name} still has the field {field}: fill it in.")
            found.append(No(told, name=file.name, field=unfilled))
    for destination in destinations:
        found += _there(destination, files if destination.files is None else destination.files)
    return found


def _there(there: Destination, files: Sequence[File]) -> Iterator[No]:
    if not there.open or there.limits is None:
        yield No(
            say("{account} is not connected. Reconnect it or take it out."), account=there.name
        )
        return
    first, *later = shares(there, files)
    yield from _text(there, there.limits, bool(first))
    yield from _later(there, there.limits, later)
    yield from comment_limits.problems(there)
    yield from _asked(there)
    yield from file_limits.problems(there.name, there.limits, first)


def shares(there: Destination, files: Sequence[File]) -> list[list[File]]:
    """Return the files that go with each part of what is said there, the post itself first."""
    return parts.shared_out(((file.part, file) for file in files), len(there.later) + 1)


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
    yield from filling.problems("\n".join([there.text, *there.options.values()]), there.name)


def _later(there: Destination, limits: Limits, shared: Sequence[Sequence[File]]) -> Iterator[No]:
    """Yield what is wrong with the later parts of a thread and the files that go with each."""
    count = len(there.later) + 1
    if there.later and count > there.most_parts:
        yield No(
            say("A thread on {account} has at most {most} parts; this one has {count}."),
            account=there.name,
            most=there.most_parts,
            count=count,
        )
    for at, (piece, files) in enumerate(zip(there.later, shared, strict=True), 2):
        part = replace(
            there, name=f"{there.name} ({at}/{count})", text=piece.text, length=piece.length,
            options={},
        )  # fmt: skip
        yield from _text(part, limits, bool(files))
        if files:
            yield from file_limits.problems(part.name, limits, files)


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
            yield No(
                say("{account} asks for: {field}."), account=there.name, field=Word(asked.label)
            )
        if asked.most and len(given) > asked.most:
            yield No(
                say("{field} is {over} characters too long for {account} (at most {most})."),
                account=there.name,
                field=Word(asked.label),
                over=len(given) - asked.most,
                most=asked.most,
            )
