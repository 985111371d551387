"""What stays between two rows of words. Plain values in and out.

``difflib`` alone takes minutes where few words come again and again: all pairs of the same word are
walked through for every piece that stays. Where that would be much, words that both rows have once
are looked for first, and only what lies between them is compared; past ``MOST`` it counts as new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

#: The work of one comparison: pairs of the same word, times pieces that may stay. Two texts of a
#: thousand words are below it; it is a quarter of a second.
MOST = 10_000_000

#: So often words that stand once are looked for in what lies between others.
DEEPEST = 20

#: As ``SequenceMatcher.get_opcodes``: what happens, and where in both rows.
Step = tuple[str, int, int, int, int]


#: What stays: where in both rows, and how many.
Block = tuple[int, int, int]


class Span(NamedTuple):
    """A piece of both rows: from, to in the first; from, to in the second."""

    a: int
    b: int
    c: int
    d: int


def steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Return the way from one row to another as ``SequenceMatcher.get_opcodes`` does."""
    found, a, c = list[Step](), 0, 0
    same = _same(old, new, Span(0, len(old), 0, len(new)), [MOST])
    for at, there, size in [*_joined(same), (len(old), len(new), 0)]:
        if a < at or c < there:
            kind = "replace" if a < at and c < there else "delete" if a < at else "insert"
            found.append((kind, a, at, c, there))
        if size:
            found.append(("equal", at, at + size, there, there + size))
        a, c = at + size, there + size
    return found


def _same(
    old: Sequence[str], new: Sequence[str], span: Span, left: list[int], depth: int = 0
) -> Iterator[Block]:
    """Yield what stays in a piece, in its order; ``left`` holds how much work may still be done."""
    a, b, c, d = span
    ours, theirs = Counter(old[a:b]), Counter(new[c:d])
    weight = sum(n * theirs[word] for word, n in ours.items()) * min(b - a, d - c)
    if weight <= left[0]:
        left[0] -= weight
        matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
        yield from ((a + at, c + there, size) for at, there, size in matcher.get_matching_blocks())
        return
    once = {word for word, n in ours.items() if n == 1 and theirs[word] == 1}
    fixed = [*_ends(old, new, span)] or [*_in_order(old, new, span, once)]
    if not fixed or depth > DEEPEST:
        return
    for at, there, size in [*fixed, (b, d, 0)]:
        yield from _same(old, new, Span(a, at, c, there), left, depth + 1)
        yield at, there, size
        a, c = at + size, there + size


def _ends(old: Sequence[str], new: Sequence[str], span: Span) -> Iterator[Block]:
    """Yield what both begin with, and what both end with."""
    a, b, c, d = span
    most = min(b - a, d - c)
    first = next((n for n in range(most) if old[a + n] != new[c + n]), most)
    if first:
        yield a, c, first
    most -= first
    last = next((n for n in range(most) if old[b - 1 - n] != new[d - 1 - n]), most)
    if last:
        yield b - last, d - last, last


def _in_order(
    old: Sequence[str], new: Sequence[str], span: Span, once: set[str]
) -> Iterator[Block]:
    """Yield as many of the words that both have once as stand in the same order: the longest row
    of growing places, by piles of patience.
    """
    places = {word: at for at, word in enumerate(new[span.c : span.d], span.c) if word in once}
    tops: list[int] = []
    piles: list[tuple[int, int, int]] = []  # place in both, and the one before it
    on_top: list[int] = []
    for at, word in enumerate(old[span.a : span.b], span.a):
        if word not in once:
            continue
        pile = bisect_left(tops, places[word])
        tops[pile : pile + 1] = [places[word]]
        on_top[pile : pile + 1] = [len(piles)]
        piles.append((at, places[word], on_top[pile - 1] if pile else -1))
    row, at = list[Block](), on_top[-1] if on_top else -1
    while at >= 0:
        place, there, at = piles[at]
        row.append((place, there, 1))
    yield from reversed(row)


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Return the same blocks with those as one that follow on each other in both rows."""
    found: list[Block] = []
    for at, there, size in blocks:
        if found and (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]) == (at, there):
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + size)
        elif size:
            found.append((at, there, size))
    return found
