"""How hard a text is to read, by the formula for Malay that Indonesian schools use too.

``grade = -13.988 + 0.3793 * words per sentence + 0.0207 * syllables per 300 words``, as
ReadabilityLola documents it; up to 6 is easy, above 9 is hard. A formula for English says nothing
here: Indonesian words have more syllables.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

VOWELS = re.compile(r"[aiueo]")
EASY, HARD = 6.0, 9.0


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return the syllables of a word: its vowels; "ai", "au", "oi" at its end are one."""
    plain = unicodedata.normalize("NFKD", word.lower())
    vowels = len(VOWELS.findall(plain))
    if vowels > 1 and plain.endswith(("ai", "au", "oi")):
        vowels -= 1
    return max(1, vowels)


def grade(words: list[str], sentences: int) -> float:
    """Return the grade of words in so many sentences; 0 for a text without words.

    A number counts as a word of a sentence, but says nothing about the length of words.
    """
    spelled = [word for word in words if word[0].isalpha()]
    if not spelled or not sentences:
        return 0.0
    mean = sum(map(syllables, spelled)) / len(spelled)
    return -13.988 + 0.3793 * (len(words) / sentences) + 0.0207 * 300 * mean
