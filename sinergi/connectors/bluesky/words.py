"""What of a text becomes a link, a tag or a mention, and where: in bytes, as the network counts.

https://docs.bsky.app/docs/advanced-guides/post-richtext
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sinergi.connectors import graphemes

Kind = Literal["link", "tag", "mention"]

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
#: Names without "https://" are links where they end as the names of offices and firms do.
ENDINGS = "id|com|org|net"
LINK = re.compile(
    rf"(?<![\w@/.:-])(?:https?://[^\s<>\"]+|(?:{LABEL}\.)+(?:{ENDINGS})(?![\w-]|\.\w)(?:/[^\s<>\"]*)?)",
    re.IGNORECASE,
)
MENTION = re.compile(rf"(?<![\w@/.:-])@((?:{LABEL}\.)+[a-z]{LABEL})(?![\w-])", re.IGNORECASE)
TAG = re.compile(r"(?:(?<=\s)|(?<=\()|^)[#＃]([^\s#＃]+)")
SENTENCE_ENDS = ".,;:!?'*…"
#: The longest tag, in characters as a reader sees them.
LONGEST_TAG = 64

length = graphemes.count


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text that leads somewhere. ``start`` and ``end`` in UTF-8 bytes."""

    kind: Kind
    value: str
    start: int
    end: int


def clean(text: str) -> str:
    """Return a text that can be written in UTF-8, whatever was pasted into it."""
    return text.encode("utf-8", "replace").decode()


def marks(text: str) -> list[Mark]:
    """Return what is marked in a text, in its order. Of two that overlap the first is one."""
    found: list[Mark] = []
    for mark in sorted([*_links(text), *_mentions(text), *_tags(text)], key=lambda m: m.start):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found


def first_link(text: str) -> str:
    return next((mark.value for mark in marks(text) if mark.kind == "link"), "")


def _links(text: str) -> Iterator[Mark]:
    for found in LINK.finditer(text):
        link = found[0].rstrip(SENTENCE_ENDS)
        while link.endswith(")") and link.count(")") > link.count("("):
            link = link[:-1].rstrip(SENTENCE_ENDS)
        if not re.fullmatch(r"https?:/*", link, re.IGNORECASE):
            named = link.casefold().startswith(("http://", "https://"))
            yield _mark("link", link if named else f"https://{link}", text, found.start(), link)


def _mentions(text: str) -> Iterator[Mark]:
    for found in MENTION.finditer(text):
        yield _mark("mention", found[1].casefold(), text, found.start(), found[0])


def _tags(text: str) -> Iterator[Mark]:
    for found in TAG.finditer(text):
        tag = found[1]
        while tag and unicodedata.category(tag[-1])[0] == "P":
            tag = tag[:-1]
        if not tag or tag.isdigit() or graphemes.count(tag) > LONGEST_TAG:
            continue
        yield _mark("tag", tag, text, found.start(), found[0][0] + tag)


def _mark(kind: Kind, value: str, text: str, at: int, words: str) -> Mark:
    start = len(text[:at].encode("utf-8", "replace"))
    return Mark(kind, value, start, start + len(words.encode("utf-8", "replace")))
