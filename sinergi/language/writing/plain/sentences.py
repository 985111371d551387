"""Sentences that are hard to read, the hardest first; and the text as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.language.writing.grade import HARD
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

#: A sentence of more words is long (domain study; also the advice of plain-language guides).
MOST_WORDS = 20
#: A short sentence has too few words for its grade to say much: only a very high one counts.
LEAST_WORDS, HARD_ALONE = 8, 12.0
#: No writer repairs more at once.
MOST_SHOWN = 5


def hard_sentences(reading: Reading) -> Iterator[Hit]:
    hard = [
        s
        for s in reading.sentences
        if len(s.words) > MOST_WORDS or (len(s.words) >= LEAST_WORDS and s.grade > HARD_ALONE)
    ]
    for sentence in sorted(hard, key=lambda s: (-s.grade, s.start))[:MOST_SHOWN]:
        count = len(sentence.words)
        what = (
            say("This sentence has {words} words (grade {grade}): make two or three of it.")
            if count > MOST_WORDS
            else say("This sentence of {words} words is hard to read (grade {grade}).")
        )
        facts = {"words": count, "grade": shown(sentence.grade)}
        yield Hit(sentence.start, sentence.end, what, facts=facts)


def hard_text(reading: Reading) -> Iterator[Hit]:
    enough = sum(len(s.words) for s in reading.sentences) >= LEAST_WORDS
    if enough and reading.grade > HARD:
        yield Hit(
            0,
            0,
            say("The text is hard to read: grade {grade}. Up to 6 is easy, above 9 is hard."),
            facts={"grade": shown(reading.grade)},
        )


def shown(grade: float) -> int:
    """Return a grade as it is shown: a school year has no decimals, and none is below 0."""
    return max(0, round(grade))
