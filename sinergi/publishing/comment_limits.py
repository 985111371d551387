"""What a network takes of a first comment, held against what would be said. Plain values."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.language.writing.signs import HASHTAG
from sinergi.lib.text import No, Word, say
from sinergi.publishing import filling
from sinergi.publishing.destinations import Destination


def problems(there: Destination) -> Iterator[No]:
    """Yield what is wrong with the first comment of an account."""
    given, limits = there.comment, there.comment_limits
    if not given.text:
        return
    if limits is None:
        yield No(say("{account} has no first comment: take it out."), account=there.name)
        return
    if any(there.silent):
        yield No(
            say("{account} has no comments with “{field}: {choice}”: take the first comment out."),
            account=there.name,
            field=Word(there.silent[0]),
            choice=Word(there.silent[1]),
        )
    if given.length > limits.text:
        yield No(
            say("The first comment for {account} is {over} characters too long (at most {most})."),
            account=there.name,
            over=given.length - limits.text,
            most=limits.text,
        )
    tags = len(HASHTAG.findall(given.text))
    if limits.hashtags and tags > limits.hashtags:
        yield No(
            say("The first comment for {account} has {count} hashtags (at most {most})."),
            account=there.name,
            count=tags,
            most=limits.hashtags,
        )
    yield from filling.problems(given.text, there.name)
