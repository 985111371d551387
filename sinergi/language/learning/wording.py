"""Indonesian messages in English words, one by one: no translation, but words beside their labels.

English has few labelled sentences of its own, and thousands of Indonesian ones say nothing to it.
What is written about, praised and cursed is the same; the grammar is not, and is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sinergi.language.normalising import listed, normalise, pieces, usual

_ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")
_FEWEST = 3  # letters that stay of a word without its ending


def dictionary() -> dict[str, tuple[str, ...]]:
    """Return what may stand for each word; nothing: it is left out."""
    parted = [line.partition(":") for line in listed("english")]
    return {word: tuple(said.strip().split(", ")) for word, _, said in parted}


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
