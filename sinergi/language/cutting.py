"""Words that may be spelled in other ways than they are, and what letters in a row are cut into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sinergi.language.lists import listed

_LONGEST = 40  # letters that are cut into words


def cut(word: str, at: Sequence[int]) -> tuple[str, ...]:
    """Return the parts of a word that end there."""
    return tuple([word[start:end] for start, end in zip((0, *at), at, strict=False)])


def ends(word: str) -> tuple[int, ...]:
    """Return where words end that make up all the letters of one, as few of them as can be."""
    bare = word.rstrip("0123456789")
    if len(bare) > _LONGEST:
        return (len(word),)
    best: list[tuple[int, ...] | None] = [()]
    for end in range(1, len(bare) + 1):
        found = [
            (*before, end)
            for start, before in enumerate(best[: max(0, end - 2)])
            if before is not None and bare[start:end] in known()
        ]
        best.append(min(found, key=len, default=None))
    ends = best[-1] or (len(bare),)
    return (*ends[:-1], len(word))


@cache
def lures() -> frozenset[str]:
    """Return what gambling lures with."""
    return frozenset(listed("lures"))


@cache
def known() -> frozenset[str]:
    """Return words that may be spelled so: what gambling lures with, and usual ones."""
    return frozenset((*lures(), *_usual()))


def _usual() -> Iterator[str]:
    for name in ("meanings", "spellings"):
        for line in listed(name):
            yield line.partition(":")[0].strip()
