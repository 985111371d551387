"""Where a passage stands when its text has changed. Plain values in and out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sinergi.lib import comparing

#: What a text is compared by: words, spaces, signs.
TOKEN = re.compile(r"\w+|\s|[^\w\s]")

#: Of a piece that stands in both texts or in one: begin and end before, begin and end after.
Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a text. ``same``: the words stand there as they were; else what replaced them,
    or the place where they stood.
    """

    start: int
    end: int
    same: bool


def place(before: str, after: str, start: int, end: int) -> Place:
    """Return where characters ``start`` to ``end`` of a text stand in a later one."""
    passage = before[start:end]
    if before == after:
        return Place(start, end, same=True)
    equal, changed = _blocks(before, after)
    begins, ends = _begin(start, equal, changed), _end(end, equal, changed)
    if ends >= begins and after[begins:ends] == passage:
        return Place(begins, ends, same=True)
    if after.count(passage) == 1:
        at = after.index(passage)
        return Place(at, at + len(passage), same=True)
    return Place(begins, max(begins, ends), same=False)


def _begin(at: int, equal: Sequence[Block], changed: Sequence[Block]) -> int:
    """Return where what begins at a character begins now: with what stays, before what is new."""
    for a, b, c, _d in equal:
        if a <= at < b:
            return c + at - a
    return next((c for a, b, c, _d in changed if a <= at < b), 0)


def _end(at: int, equal: Sequence[Block], changed: Sequence[Block]) -> int:
    for a, b, c, _d in equal:
        if a < at <= b:
            return c + at - a
    return next((d for a, b, _c, d in changed if a < at <= b), 0)


@lru_cache(8)  # all remarks on one text stand on the same comparison, of a fifth of a second
def _blocks(before: str, after: str) -> tuple[list[Block], list[Block]]:
    """Return the pieces of two texts in characters: those that stay, and those that changed."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    at_old = [0, *accumulate(len(token) for token in old)]
    at_new = [0, *accumulate(len(token) for token in new)]
    equal: list[Block] = []
    changed: list[Block] = []
    for what, a, b, c, d in comparing.steps(old, new):
        block = (at_old[a], at_old[b], at_new[c], at_new[d])
        (equal if what == "equal" else changed).append(block)
    return equal, changed
