"""The sets that the rules are measured on. Every third line is held out: nothing is tuned on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "sets"
MARKED = re.compile(r"\[\[(.*?)\]\]")
HELD_OUT = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the pieces of personal data in it: (start, end)."""

    kind: str
    text: str
    pieces: tuple[tuple[int, int], ...]


def rows(name: str) -> list[tuple[str, str]]:
    """Return the two columns of a set."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    cells = (line.partition("\t") for line in lines if not line.startswith("#"))
    return [(left, right) for left, _, right in cells]


def examples(name: str) -> list[Example]:
    return [_example(kind, marked) for kind, marked in rows(name)]


def part(of: list[Example], *, held_out: bool) -> list[Example]:
    """Return every third example, or the others."""
    return [e for at, e in enumerate(of) if (at % HELD_OUT == HELD_OUT - 1) == held_out]


def _example(kind: str, marked: str) -> Example:
    return Example(kind, MARKED.sub(r"\1", marked), tuple(_pieces(marked)))


def _pieces(marked: str) -> Iterator[tuple[int, int]]:
    for number, found in enumerate(MARKED.finditer(marked)):
        start = found.start() - 4 * number
        yield start, start + len(found[1])
