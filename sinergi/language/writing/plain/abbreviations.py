"""Abbreviations that nobody explained: "Kartu Keluarga (KK)", said once, explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.lists import pairs_of, words_of
from sinergi.language.writing.reading import Reading, Span
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{0,2}[A-Z]{1,6}[A-Za-z]{0,2}(?![\w-])")
KNOWN = frozenset(word.upper() for word in words_of("known"))
GLOSSARY = dict(pairs_of("glossary"))
COMMON = frozenset(words_of("common"))
ROMAN = re.compile(r"[IVXLCDM]+\Z")
CAPITALS = re.compile(r"[A-Z]{2,}")
#: Letters that a word can be made of; an abbreviation of five letters and more seldom is.
SPOKEN = re.compile(r"(?:[BCDFGHJKLMNPQRSTVWXYZ]{0,2}[AIUEO]{1,2}(?:N|NG|M|R|L|S|T|K|P|H)?)+\Z")


def unexplained(reading: Reading) -> Iterator[Hit]:
    """Yield each abbreviation once, where it stands first."""
    seen = set()
    for found in SHORT.finditer(reading.spoken):
        short = found.group()
        key = short.upper()
        if key in seen or _needs_nothing(key) or _shouted(reading.words, found):
            continue
        seen.add(key)
        if explained(reading.text, short):
            continue
        full = GLOSSARY.get(key)
        proposed = f"{full} ({short})" if full else None
        what = say("Say once what “{short}” stands for.")
        yield Hit(*found.span(), what, proposed, {"short": short})


def explained(text: str, short: str) -> bool:
    """Tell whether a text says in full what is shortened, beside it or in brackets."""
    letters = re.escape(short)
    return bool(
        re.search(rf"[A-Za-z]{{3,}}[^\n.!?()]{{0,60}}\(\s*{letters}\s*\)", text)
        or re.search(rf"\b{letters}\s*\((?=[^)]*[a-z]{{3}})[^)]{{5,}}\)", text)
        or re.search(rf"\b{letters}\s*(?:,?\s*(?:yaitu|adalah|atau|singkatan|=)\s)", text)
        or re.search(rf"[a-z]{{3,}}\s*,?\s+(?:atau|disingkat|disebut)\s+{letters}\b", text)
    )


def _needs_nothing(key: str) -> bool:
    if key in KNOWN or key.lower() in COMMON or ROMAN.match(key):
        return True
    return len(key) >= 5 and key not in GLOSSARY and bool(SPOKEN.match(key))


def _shouted(words: tuple[Span, ...], found: re.Match[str]) -> bool:
    """Tell whether it is a word of a line in capitals: its neighbours are too."""
    if found.group() in GLOSSARY:
        return False
    at = next((n for n, word in enumerate(words) if word.start >= found.start()), None)
    if at is None:
        return False
    beside = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
    return any(CAPITALS.fullmatch(w.text) and w.text not in KNOWN for w in beside)
