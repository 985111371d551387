"""Numbers whose figures are written as words, all of them or some: *nol delapan satu dua …*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sinergi.language.writing.personal.context import Owner, label, owner
from sinergi.language.writing.personal.found import Personal
from sinergi.language.writing.personal.identity import valid

#: How each figure is said: Indonesian and as it is chatted, Sundanese, Javanese, English.
SAID = (
    ("nol", "kosong", "enol", "nul", "zero"),
    ("satu", "hiji", "siji", "one"),
    ("dua", "loro", "two"),
    ("tiga", "tilu", "telu", "three"),
    ("empat", "ampat", "opat", "papat", "four"),
    ("lima", "limo", "five"),
    ("enam", "genep", "enem", "six"),
    ("tujuh", "pitu", "seven"),
    ("delapan", "lapan", "dalapan", "wolu", "eight"),
    ("sembilan", "salapan", "songo", "sanga", "nine"),
)
FIGURES = {word: str(figure) for figure, words in enumerate(SAID) for word in words}
_WORD = "|".join(sorted(FIGURES, key=len, reverse=True))
#: One of them, or a number up to 99 that stands for two figures: *dua belas*, *delapan puluh satu*.
_ONE = (
    rf"(?:(?:{_WORD})(?:\s+puluh(?:\s+(?:{_WORD})(?!\s+(?:belas|puluh)))?|\s+belas)?"
    r"|se(?:puluh|belas))"
)
ONE = re.compile(rf"(?<![\w-])(?:{_ONE}|\d{{1,16}})(?![\w*])|(?<=-)(?:{_ONE})(?!\w)", re.IGNORECASE)
_GAP = re.compile(r"[ .,/-]{1,3}")


class Figured(NamedTuple):
    """A figure or some: where they stand, and whether they were said in words."""

    start: int
    end: int
    figures: str
    in_words: bool


#: A mobile number, or one of a place with its area.
CALLED = re.compile(r"(?:62|0)8[1-35-9]\d{5,10}|0(?:2[1-9]|[3-79]\d)\d{6,9}")
#: Said in full, where some of it is in figures: those alone may be a date or a price.
WHOLE = 10
_MOST = 20
#: What one of is in every number, and how many different words are in one without figures.
_MARKS = ("0", "8", *SAID[0], *SAID[8])
_WORDS = 3
_SKIPPED = 8  # numbers before it that a number may stand beside
FEWEST = 8
MOSTLY = 5


def spoken(text: str, *, broad: bool = False) -> Iterator[Personal]:
    """Yield numbers to call, of identity cards and of accounts, some of whose figures are words;
    ``broad``: those of offices too."""
    for row in _rows(text) if _may(text.lower()) else ():
        for kind, start, end in _numbers(text, row):
            whose = Owner.PERSON if broad or kind != "phone" else owner(text, start, end)
            if whose is not Owner.OFFICE:
                yield Personal(kind, start, end)


def _numbers(text: str, row: list[Figured]) -> Iterator[tuple[str, int, int]]:
    """Yield what numbers stand in a row, one behind the other, and where."""
    at = skipped = 0
    while at < len(row) and skipped < _SKIPPED:
        kind, until = _number(text, row, at)
        if kind:
            until = _other(text, row, at, until)
            yield kind, row[at].start, row[until - 1].end
            at, skipped = until, 0
        else:
            at, skipped = at + 1, skipped + 1


def _number(text: str, row: list[Figured], at: int) -> tuple[str, int]:
    """Return the longest number that begins there, and until which of a row; "" where none does."""
    for until in range(min(len(row), at + _MOST), at, -1):
        kind = _kind(text, row[at].start, row[at:until])
        if kind:
            return kind, until
    return "", at


def _other(text: str, row: list[Figured], at: int, until: int) -> int:
    """Return where a number ends before another one that begins within it, else where it does."""
    for start in range(at + 1, until):
        begun = "".join(one.figures for one in row[start : start + 2]).startswith("08")
        if begun and _kind(text, row[at].start, row[at:start]) and _number(text, row, start)[0]:
            return start
    return until


def _may(lowered: str) -> bool:
    """Tell whether there may be one: a nought or an eight, and words enough beside it."""
    if not any(map(lowered.__contains__, _MARKS)):
        return False
    words = sum(map(lowered.__contains__, FIGURES))
    return words >= _WORDS or (words > 0 and any(map(str.isdigit, lowered)))


def _rows(text: str) -> Iterator[list[Figured]]:
    """Yield words and figures that stand beside each other; after a comma, only as before it."""
    row: list[Figured] = []
    for found in ONE.finditer(text):
        one = Figured(*found.span(), *_figures(found.group()))
        if row and not _beside(text, row[-1], one):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _beside(text: str, one: Figured, other: Figured) -> bool:
    gap = _GAP.fullmatch(text, one.end, other.start)
    return gap is not None and ("," not in gap[0] or one.in_words == other.in_words)


def _kind(text: str, start: int, told: list[Figured]) -> str:
    """Return what number this is, "" where it may be any."""
    digits = "".join(one.figures for one in told)
    words = sum(one.in_words for one in told)
    if len(digits) < FEWEST or not words:
        return ""
    named = label(text, start)
    if len(digits) == 16 and valid(digits) and named in {"", "nik", "kk"}:
        return "kk" if named == "kk" else "nik"
    if named == "account":
        return "account"
    if named not in {"", "phone"}:
        return ""
    enough = words >= MOSTLY or len(digits) >= WHOLE
    if enough and (CALLED.fullmatch(digits) or (named == "phone" and digits[0] == "8")):
        return "phone"
    return ""


def _figures(one: str) -> tuple[str, bool]:
    """Return the figures of a number or of what is said for one, and whether it is in words."""
    if one.isdigit():
        return one, False
    first, *more = one.lower().split()
    if first in {"sepuluh", "sebelas"}:
        return ("10" if first == "sepuluh" else "11"), True
    if not more:
        return FIGURES[first], True
    if more[0] == "belas":
        return "1" + FIGURES[first], True
    return FIGURES[first] + (FIGURES[more[1]] if len(more) > 1 else "0"), True
