"""What changed between two texts, word by word. Plain values in and out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sinergi.lib import comparing

#: A word with the space behind it, or the space before the first.
WORD = re.compile(r"\S+[^\S\n]*\n*|\s+")


class Part(NamedTuple):
    """A piece of text: ``kind`` is "same", "out" (only in the first) or "in" (in the second)."""

    kind: str
    text: str


def words(before: str, after: str) -> list[Part]:
    """Return the way from one text to another; the kinds "same" and "in" make up the second."""
    old, new = WORD.findall(before), WORD.findall(after)
    return list(_parts(old, new))


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    # The space behind a word that now ends a line is no difference in the word.
    plain_old, plain_new = [w.strip() for w in old], [w.strip() for w in new]
    for what, a, b, c, d in comparing.steps(plain_old, plain_new):
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if what == "equal":
            yield Part("same", after)
            continue
        if before:
            yield Part("out", before.rstrip() if after else before)
        if after:
            # The space behind it is in neither.
            yield Part("in", after.rstrip() or after)
            if after.rstrip() and after != after.rstrip():
                yield Part("same", after[len(after.rstrip()) :])


def changed(parts: Sequence[Part]) -> bool:
    return any(part.kind != "same" for part in parts)
