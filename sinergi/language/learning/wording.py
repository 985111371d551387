"""Indonesian messages in English words, one by one: no translation, but words beside their labels.

English has few labelled sentences of its own, and thousands of Indonesian ones say nothing to it.
What is written about, praised and cursed is the same; the grammar is not, and is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sinergi.language.lists import listed
from sinergi.language.normalising import normalise, pieces, usual

_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")
_FEWEST = 3  # letters that stay of a word without its ending


#: Of a word: what says the same in each language.
Meant = Mapping[str, tuple[str, ...]]
_LANGUAGES = ("eng", "jav", "sun", "bew")


def meant() -> dict[str, Meant]:
    """Return for each Indonesian word what says the same, itself as "ind" among them."""
    return {word: _said(word, told) for word, told in _lines()}


def dictionary() -> dict[str, tuple[str, ...]]:
    """Return what may stand for each word in English; "" alone: it is left out."""
    return {word: tuple(told[0].partition(";")[0].split(", ")) for word, told in _lines()}


def _lines() -> Iterator[tuple[str, list[str]]]:
    for line in listed("meanings"):
        word, _, told = line.partition(":")
        yield word, [part.strip() for part in told.split("|")]


def _said(word: str, told: Sequence[str]) -> Meant:
    said: dict[str, tuple[str, ...]] = {"ind": (word,)} | dict.fromkeys(_LANGUAGES, ())
    for language, part in zip(_LANGUAGES, told, strict=False):
        said[language] = tuple(part.replace("; ", ", ").split(", ")) if part else ()
    return said


def in_english(text: str, turn: int, words: Mapping[str, tuple[str, ...]]) -> str:
    """Return a message in the words of a dictionary; ``turn`` says which of several. What is not
    in it stays as it is."""
    return " ".join(_worded(text, turn, words))


def _worded(text: str, turn: int, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for piece in pieces(text):
        for part in normalise(piece).parts:
            word = usual(part)
            said = words.get(word) or words.get(_bare(word, words)) or (word,)
            found = said[turn % len(said)]
            if found and word != "nya":
                yield found


def _bare(word: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """Return a word that is known without its ending."""
    for ending in _ENDINGS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _FEWEST and bare in words:
            return bare
    return word
