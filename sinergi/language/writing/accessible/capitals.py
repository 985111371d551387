"""Lines in capitals; abbreviations are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.lists import pairs_of, words_of
from sinergi.language.writing.reading import Reading, Span
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

CAPITALS = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)*")
SHORTS = frozenset({w.upper() for w in words_of("known")} | {k for k, _ in pairs_of("glossary")})
#: Two words in capitals are emphasis; three are a shout.
FEWEST = 3
PLACES = frozenset(words_of("places"))


def capitals(reading: Reading) -> Iterator[Hit]:
    for run in _runs(reading):
        if sum(word.text not in SHORTS for word in run) < FEWEST:
            continue
        start, end = run[0].start, run[-1].end
        proposed = _calm(reading.text[start:end])
        what = say("{count} words in capitals.")
        yield Hit(start, end, what, proposed, {"count": len(run)})


def _runs(reading: Reading) -> Iterator[list[Span]]:
    run: list[Span] = []
    for word in reading.words:
        beside = run and re.fullmatch(r"[ \t,:;&/+-]+", reading.text[run[-1].end : word.start])
        loud = bool(CAPITALS.fullmatch(word.text)) or (bool(run) and word.text.isdigit())
        if run and not (loud and beside):
            yield run
            run = []
        if loud:
            run.append(word)
    if run:
        yield run


def _calm(text: str) -> str:
    """Return words in small letters, abbreviations and names of places as they are written."""
    calm = re.sub(r"[A-Z]{2,}", _small, text)
    return calm[:1].upper() + calm[1:]


def _small(found: re.Match[str]) -> str:
    word = found.group()
    if word in SHORTS:
        return word
    return word.capitalize() if word.lower() in PLACES else word.lower()
