"""One spelling for what is said in several ways, so that a rule need name a thing only once.

Besides chat spellings (``normalising``) rules know what other languages say for a word
(``words/same.txt``), and words of danger where a letter is missing, doubled or changed places: who
is afraid types badly. That is for rules alone: trained heads count words as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from sinergi.language.normalising import SPELLINGS, usual

#: Names that chats use as shortened words too; rules look for the names: SMP is a school.
_NAMES = frozenset({"smp", "sanes", "bnr", "pol"})

#: Words that are known with one slip in them. None is a slip away from a common word.
_SLIPPED = frozenset(
    {"ambruk", "ambulans", "banjir", "berdarah", "darurat", "dibacok", "dikeroyok", "dipukuli",
    "dirampok", "ditusuk", "evakuasi", "hanyut", "kebakaran", "kebanjiran", "kecelakaan",
    "kejebak", "kejepit", "keracunan", "kesetrum", "ketabrak", "ketimpa", "ledakan", "longsor",
    "meledak", "pemadam", "pendarahan", "pingsan", "sungai", "tanggul", "tawuran", "tenggelam",
    "terbakar", "terjebak", "terjepit", "terseret", "tersetrum", "tertabrak", "tertimbun",
    "tertimpa", "tumbang"}
)  # fmt: skip
_LEAST = 5  # letters of a word that may be a slip


def spelled(word: str) -> str:
    """Return the spelling that rules know, which may be two words."""
    found = _KNOWN.get(word)
    if found is not None:
        return found
    unknown = word[-1] == "2" or word[:3] in _HEADS or word[3:] in _TAILS
    return _spelled(word) if unknown else word


def _spelled(word: str) -> str:
    if word in _NAMES:
        return word
    plain = usual(word)
    if plain != word or word in _SAME:
        return _SAME.get(word) or _SAME.get(plain, plain)
    return _slipped(word)


def _slipped(word: str) -> str:
    if len(word) < _LEAST or word in _SLIPPED:
        return word
    found = _SLIPS.get(word, word)
    if found == word and (word[:3] in _HEADS or word[3:] in _TAILS):
        found = next((shorter for shorter in _shorter(word) if shorter in _SLIPPED), word)
    return _SAME.get(found, found)


def _shorter(word: str) -> Iterator[str]:
    """Yield a word without one of its letters, the first one excepted."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _swapped(word: str) -> Iterator[str]:
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _same() -> dict[str, str]:
    source = resources.files("sinergi.language.rules").joinpath("words/same.txt")
    lines = [line for line in source.read_text("utf-8").splitlines() if not line.startswith("#")]
    known = [line.split(": ") for line in lines]
    return {other: word for word, others in known for other in others.split(", ")}


_SAME = _same()
#: What words of danger begin with, and what follows their second letter: a word with a letter too
#: many begins so, or ends so behind its third.
_HEADS = {word[:3] for word in _SLIPPED}
_TAILS = {word[2:] for word in _SLIPPED}
_SLIPS = {slip: word for word in _SLIPPED for slip in (*_shorter(word), *_swapped(word))}
#: Every word that may be spelled otherwise, but for those with a letter too many or a figure: most
#: words that are read are in none of the lists, and are looked up once.
_KNOWN = {word: _spelled(word) for word in (*_NAMES, *SPELLINGS, *_SAME, *_SLIPPED, *_SLIPS)}
