"""Lists of words that the rules know: plain files in ``words/``; "#" begins a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Return the entries of a list. A line may hold several, separated by commas."""
    return tuple(
        word.strip() for line in _lines(f"{name}.list") for word in line.split(",") if word.strip()
    )


@cache
def pairs_of(name: str) -> tuple[tuple[str, str], ...]:
    """Return the entries of a table with two columns, separated by a tab; the second may be ""."""
    cells = (line.partition("\t") for line in _lines(f"{name}.tsv"))
    return tuple((left.strip(), right.strip()) for left, _, right in cells)


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words or phrases, the longest first, whatever their case."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    inside = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w])", re.IGNORECASE)
