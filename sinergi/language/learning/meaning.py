"""What words mean, from lists of our own: words that say the same share what is learnt of them.

Few labelled sentences are English, Javanese or Sundanese, and most words of those to come are in
none of them. Each meaning, and each of being for or against something, is a column that is learnt
beside those of the words: a message has of it what it has of its words. What a column learnt is
then added to its words (``Fitted``), so that whoever reads knows nothing of meanings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from scipy import sparse

from sinergi.language.features import WIDTH, count, pairs
from sinergi.language.learning.wording import meant
from sinergi.language.lists import listed

#: How much more a column of being for or against something may carry than one of a meaning.
_STRESS = 2.0
#: Words in English by which a meaning is known; more of them are only further words for it.
_NAMES = 4
#: Endings that leave a word what it means, and letters of a word that may have one.
_ENDINGS = {
    "ind": ("nya",),
    "jav": ("e", "ne"),
    "sun": ("na", "ana"),
    "eng": ("s",),
    "bew": ("nye",),
}
_SHORTEST = 4

#: Of a feature: in which column it has a share, and how much.
Share = tuple[int, str, float]
Opinion = tuple[str, str, str]


@cache
def meanings() -> sparse.csr_matrix:
    """Return ``WIDTH`` x columns: how much a feature has of each column."""
    opinions = list(_opinions())
    shares = [*_meant(opinions), *_sided(opinions)]
    column = {name: n for n, name in enumerate(dict.fromkeys(name for _, name, _ in shares))}
    most: dict[tuple[int, int], float] = {}
    for feature, name, share in shares:
        at = feature, column[name]
        most[at] = max(most.get(at, 0.0), share)
    places = np.array(list(most), dtype=np.int64).reshape(-1, 2).T
    values = np.array(list(most.values()))
    return sparse.csr_matrix((values, tuple(places)), shape=(WIDTH, len(column)))


def _opinions() -> Iterator[Opinion]:
    """Yield languages, sides ("positive", "negative", "neutral") and words."""
    for line in listed("opinions"):
        told, _, words = line.partition(": ")
        language, side = told.split()
        yield from ((language, side, word) for word in words.split(", "))


def _sided(opinions: Sequence[Opinion]) -> Iterator[Share]:
    """Yield what words have of being for or against something."""
    for language, side, word in opinions:
        for plain, turned in _features(word, language):
            yield plain, f"~{side}", _STRESS
            if turned is not None:
                yield turned, f"!~{side}", _STRESS


def _meant(opinions: Sequence[Opinion]) -> Iterator[Share]:
    """Yield what words have of their meanings; where one of these is an opinion, also of what it
    is after a negation."""
    held = {word for language, side, word in opinions if language == "eng" and side != "neutral"}
    for said in meant().values():
        names = said["eng"][:_NAMES]
        turns = not held.isdisjoint(names)
        for language, words in said.items() if names else ():
            for word in words:
                own = (word,) if language == "eng" and word in names else names
                for plain, turned in _features(word, language):
                    yield from ((plain, name, 1 / len(own)) for name in own)
                    if turned is not None and turns:
                        yield from ((turned, f"!{name}", 1 / len(own)) for name in own)


def _features(word: str, language: str) -> Iterator[tuple[int, int | None]]:
    """Yield the feature of a word, and that after a negation, in each of its forms; of two words
    the feature of the pair. What is read as more words has none."""
    first, *more = word.split()
    if not more:
        for counted in map(count, _forms(word, language)):
            if len(counted.words) == 1:
                [(_, _, turned, *_)] = counted.words
                yield counted.single[0], turned
    elif len(more) == 1:
        pair, *_ = pairs((*count(first).words, *count(more[0]).words))
        yield pair, None


def _forms(word: str, language: str) -> Iterator[str]:
    """Yield a word, and with endings; in Betawi and in what is like it *a* at the end is *e*."""
    yield word
    if len(word) >= _SHORTEST:
        yield from (word + ending for ending in _ENDINGS[language])
        if language in {"ind", "bew"} and word.endswith("a"):
            yield word[:-1] + "e"
