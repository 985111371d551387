"""What changed between two versions, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sinergi.lib import comparing

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, and whether it stayed."""

    kind: Kind
    text: str


def between(before: str, after: str) -> list[Part]:
    """Return the parts of both texts in their order: without those added it is the first text,
    without those removed the second.
    """
    return list(_parts(_cut(before), _cut(after)))


def _cut(text: str) -> list[str]:
    """Return the words, each with the spaces after it."""
    return re.findall(r"\S+\s*|\s+", text)


def _parts(before: list[str], after: list[str]) -> Iterator[Part]:
    for what, start, end, to_start, to_end in comparing.steps(before, after):
        if what == "equal":
            yield Part("same", "".join(before[start:end]))
            continue
        if end > start:
            yield Part("removed", "".join(before[start:end]))
        if to_end > to_start:
            yield Part("added", "".join(after[to_start:to_end]))
