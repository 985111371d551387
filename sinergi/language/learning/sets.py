"""The sets that the shipped heads are trained on, as they lie in a folder.

Lines of JSON {"text", "label", "lang", "source"}. Only sets whose licence lets weights be
shipped: NusaX and NusaTranslation (CC BY-SA 4.0), SmSA (CC BY-SA 4.0), judol A and B (MIT).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sinergi.language.lists import listed

SENTIMENTS = ("negative", "neutral", "positive")
SPAM = ("normal", "judol")
OTHER = "other"
#: Languages that are told apart: those that people of West Java write, and all others.
LANGUAGES = ("ind", "sun", "jav", "bew", "eng", OTHER)
#: Others that NusaX has: Acehnese, Balinese, Toba Batak, Banjarese, Buginese, Madurese,
#: Minangkabau, Ngaju.
OTHERS = ("ace", "ban", "bbc", "bjn", "bug", "mad", "min", "nij")
FOUR = ("ind", "sun", "jav", "eng")  # in which sentiment is learnt from NusaX
TRANSLATED = ("sun", "jav", "bew")  # in which NusaTranslation has sentiment


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with its label; ``group`` is what must stay on one side of a split: the same
    sentence in other languages has the same."""

    text: str
    label: str
    language: str
    source: str
    group: str


class BadLine(ValueError):
    """A line that holds no labelled message."""


def file(path: Path) -> Iterator[Labelled]:
    """Read a file of labelled messages; those of one line number are one group.

    Raises ``BadLine`` and ``OSError``.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                told = json.loads(line)
                text, label = str(told["text"]), str(told["label"])
                language, source = str(told.get("lang", "")), str(told.get("source", ""))
            except (ValueError, KeyError, TypeError, AttributeError) as e:
                raise BadLine(f"{path.name}, line {number}: {e}") from e
            yield Labelled(text, label, language, source, f"{source}-{path.suffixes[0]}-{number}")


def both(folder: Path, name: str) -> list[Labelled]:
    """Read a set's two halves: ``name.train.jsonl`` and ``name.valid.jsonl``."""
    return [*file(folder / f"{name}.train.jsonl"), *file(folder / f"{name}.valid.jsonl")]


def nusax(folder: Path, language: str) -> list[Labelled]:
    return both(folder / "sentiment", f"nusax_{language}")


def translated(folder: Path, language: str) -> list[Labelled]:
    return both(folder / "sentiment", f"nusatrans_{language}")


def smsa(folder: Path) -> list[Labelled]:
    return both(folder / "sentiment", "smsa")


def judol(folder: Path, part: str) -> list[Labelled]:
    return both(folder / "spam", f"judol{part}")


def offers() -> list[Labelled]:
    """Read what we wrote ourselves of gambling, and of what only sounds like it."""
    return list(_own("offers"))


def denials() -> list[Labelled]:
    """Read what we wrote ourselves of praise by denying something bad, and of what sounds alike."""
    return list(_own("denials"))


def _own(name: str) -> Iterator[Labelled]:
    """Read lines of a label, perhaps a language, a colon, a text."""
    for number, line in enumerate(listed(name), 1):
        told, _, text = line.partition(": ")
        label, _, language = told.partition(" ")
        yield Labelled(text, label, language or "ind", "own", f"{name}-{number}")
