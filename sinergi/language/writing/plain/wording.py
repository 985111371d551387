"""Bureaucratic words with a plain alternative, and too many long words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.lists import any_of, pairs_of
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

PLAIN = dict(pairs_of("wording"))
WORDING = any_of(PLAIN)
LONG, SHARE, ENOUGH = 10, 0.2, 15
SHOWN = 5


def wordings(reading: Reading) -> Iterator[Hit]:
    """Yield each phrase once, where it stands first."""
    seen = set()
    for found in WORDING.finditer(reading.spoken):
        phrase = " ".join(found.group().lower().split())
        if phrase in seen:
            continue
        seen.add(phrase)
        plain = PLAIN[phrase]
        if plain:
            proposed = plain[0].upper() + plain[1:] if found.group()[0].isupper() else plain
            yield Hit(
                *found.span(),
                say("“{phrase}” is said more simply: “{plain}”."),
                proposed,
                {"phrase": found.group(), "plain": plain},
            )
        else:
            end = re.compile(r"\s*,?\s*").match(reading.spoken, found.end())
            stop = end.end() if end else found.end()
            yield Hit(
                found.start(),
                stop,
                say("“{phrase}” can be left out."),
                "",
                {"phrase": found.group()},
            )


def long_words(reading: Reading) -> Iterator[Hit]:
    spelled = [word.text for word in reading.words if word.text[0].isalpha()]
    long = [word for word in spelled if len(word) >= LONG]
    if len(spelled) < ENOUGH or len(long) <= SHARE * len(spelled):
        return
    longest = sorted(dict.fromkeys(word.lower() for word in long), key=len, reverse=True)
    facts: dict[str, str | int] = {
        "share": round(100 * len(long) / len(spelled)),
        "words": ", ".join(longest[:SHOWN]),
    }
    yield Hit(0, 0, say("{share} of 100 words are long: {words}."), facts=facts)
