"""A text in parts: what one network says as a thread, another says in one. Plain values in and out.

A line of three dashes begins the next part. Where a network has no threads, it is an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

MARK = re.compile(r"^[^\S\n]*-{3}[^\S\n]*$", re.MULTILINE)
BETWEEN = "\n\n---\n\n"

#: Where a text is cut best: after a paragraph, else after a sentence, else at a space.
ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n|(?<=[.!?…])[\"”’)]*\s+"), re.compile(r"\s+"))
#: A paragraph or a sentence must fill so much of a part, or the next smaller end is looked for.
FULL = 0.5

Count = Callable[[str], int]
Thing = TypeVar("Thing")


def split(text: str) -> list[str]:
    """Return the parts of a text between its marks; empty ones are none."""
    found = [part.strip() for part in MARK.split(text)]
    return [part for part in found if part] or [text.strip()]


def joined(text: str) -> str:
    """Return a text as it is said where there are no threads."""
    return "\n\n".join(split(text)) if MARK.search(text) else text


def said(text: str, *, most: int, numbered: bool = False) -> list[str]:
    """Return what is said of a text, part by part, where a thread has at most so many; 1: none.

    More parts than there may be are still returned: ``limits`` says that they are too many.
    """
    if most < 2 or not MARK.search(text):
        return [joined(text)]
    found = split(text)
    if not numbered or len(found) < 2:
        return found
    return [part + number(at, len(found)) for at, part in enumerate(found, 1)]


def number(at: int, of: int) -> str:
    """Return what stands behind a part to say which it is."""
    return f" ({at}/{of})"


def cut(text: str, *, most: int, count: Count, numbered: bool = False) -> str:
    """Return a text with marks, so that each part holds at most ``most`` as ``count`` counts.

    Its own marks stay. It is cut after paragraphs and sentences, else between words; what is longer
    than a part without any space stays whole, for a person to shorten.
    """
    room = most - (count(number(88, 88)) if numbered else 0)
    pieces = [piece for part in split(text) for piece in _pieces(part, room, count)]
    return BETWEEN.join(pieces)


def _pieces(text: str, room: int, count: Count) -> Iterator[str]:
    while count(text) > room:
        at = _end(text, room, count)
        if at >= len(text):
            break
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def _end(text: str, room: int, count: Count) -> int:
    """Return where the next part begins."""
    fits = _fitting(text, room, count)
    for kind in ENDS:
        ends = [found.end() for found in kind.finditer(text) if found.start() <= fits]
        last = max((end for end in ends if count(text[:end].rstrip()) <= room), default=0)
        if last and (kind is ENDS[-1] or count(text[:last]) >= room * FULL):
            return last
    found = ENDS[-1].search(text)  # one long word: it stays whole
    return found.end() if found else len(text)


def _fitting(text: str, room: int, count: Count) -> int:
    """Return how many characters from its beginning fit, looked for by halves."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count(text[:middle]) <= room else (low, middle - 1)
    return low


def shared_out(things: Iterable[tuple[int, Thing]], of: int) -> list[list[Thing]]:
    """Return (part, thing) by parts, of which there are so many: what names a later one than
    there is goes with the last.
    """
    found: list[list[Thing]] = [[] for _ in range(max(1, of))]
    for part, thing in things:
        found[min(part, len(found) - 1)].append(thing)
    return found


def words(parts: Sequence[str], comment: str = "") -> str:
    """Return all that is said, as one text for rules that look for words in it."""
    return "\n\n".join([*parts, *filter(None, [comment])])
