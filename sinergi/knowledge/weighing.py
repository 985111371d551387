"""How much an answer is about a word, and how well it fits a text: BM25, brought to 0 … 1.

Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond". Its sum is
divided by the most a text could reach, so that a score means the same for short and long texts.
All of it is whole numbers and one order of adding, so that every database ranks alike.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sinergi.knowledge.terms import words_of

#: What a word counts in a form of the question, in a topic, in the answer.
IN_QUESTION, IN_LABEL, IN_TEXT = 4, 3, 1

#: BM25's k1 (how soon more of the same adds nothing) and b (how much long answers lose), and how
#: many words an answer has, counted as above.
K1, B, USUAL = 3.0, 0.5, 110

#: A weight is stored in thousandths.
WHOLE = 1000


def weights(
    questions: Sequence[str], labels: Iterable[str], texts: Iterable[str]
) -> dict[str, int]:
    """Return the terms of an answer, each with its weight from 1 to 1000."""
    counts: Counter[str] = Counter()
    for question in questions:
        counts.update(_counted(question, IN_QUESTION))
    for label in labels:
        counts.update(_counted(label, IN_LABEL))
    for text in texts:
        counts.update(_counted(text, IN_TEXT))
    length = sum(counts.values())
    slow = K1 * (1 - B + B * length / USUAL)
    return {term: max(1, round(WHOLE * tf / (tf + slow))) for term, tf in counts.items()}


def rarity(answers: int, having: int) -> float:
    """Return BM25's idf of a word that ``having`` of so many ``answers`` have.

    A word that none has counts half of the rarest: people tell more than they ask.
    """
    found = math.log(1 + (answers - having + 0.5) / (having + 0.5))
    return found if having else found / 2


def alike(asked: Mapping[str, float], form: Sequence[Sequence[str]]) -> float:
    """Return from 0 to 1 how alike a text and a form of a question are: Dice, by rarity.

    ``asked`` has the terms of a text with their rarity, ``form`` the terms of each of its words;
    words of the form that are not asked for count 1.
    """
    theirs = {term for word in form for term in word}
    both = sum(rare for term, rare in asked.items() if term in theirs)
    rest = sum(1.0 for word in form if asked.keys().isdisjoint(word))
    whole = sum(asked.values()) + both + rest
    return 2 * both / whole if whole else 0.0


def _counted(text: str, times: int) -> dict[str, int]:
    found = Counter(term for word in words_of(text) for term in set(word.terms))
    return {term: times * number for term, number in found.items()}
