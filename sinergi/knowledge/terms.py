"""The words by which an answer is found: plain letters, usual spelling, without what stands around
a root. What people write with and without prefixes meets here ("mengurus", "pengurusan", "urus").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sinergi.language.normalising import HANDLE, LINK, MAIL, normalise, pieces, usual
from sinergi.language.writing.personal.masking import MASKS

#: What stands for personal data that was taken out of a message: nobody wrote "[telepon]".
_MASKS = re.compile("|".join(map(re.escape, MASKS.values())))

#: To be raised when the code here finds other terms than before.
RULES = "1"

#: A term is kept with at most so many letters; what remains of a word has at least ``SHORTEST``.
LONGEST, SHORTEST = 40, 4

#: More words of a text are not looked at.
MOST = 400

_PARTICLES = re.compile("(?:lah|kah|pun|tah)$")
_OWNERS = re.compile("(?:nya|ku|mu)$")
_ENDINGS = re.compile("(?:kan|an|keun)$")

#: A prefix where it stands, and what it may have eaten of the root ("menyewa" is "sewa").
_PREFIXES = (
    (re.compile("^(?:meny|peny|ny)(?=[aiueo])"), ("s",)),
    (re.compile("^(?:meng|peng|ng)(?=[aiueo])"), ("", "k")),
    (re.compile("^(?:menge|penge|nge)(?=[^aiueo])"), ("",)),
    (re.compile("^(?:meng|peng)(?=[ghkx])"), ("",)),
    (re.compile("^(?:men|pen)(?=[aiueo])"), ("t",)),
    (re.compile("^(?:men|pen)(?=[cdjtz])"), ("",)),
    (re.compile("^(?:mem|pem)(?=[aiueo])"), ("p",)),
    (re.compile("^memper(?=[^aiueo])"), ("",)),
    (re.compile("^(?:mem|pem)(?=[bfpv])"), ("",)),
    (re.compile("^per(?=[^aiueo])"), ("",)),
    (re.compile("^(?:me|pe)(?=[lrwy])"), ("",)),
    (re.compile("^(?:di|ke|ter|ber)(?=.)"), ("",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a phrase that stands for one, as it was typed; one of ``terms`` is its root."""

    typed: str
    terms: tuple[str, ...]


def words_of(text: str) -> list[Word]:
    """Return the words of a text that say what it is about, in their order."""
    found, plain = [], list(_plain(_MASKS.sub(" ", text)))
    place = 0
    while place < len(plain):
        length, term = _phrase([word for _, word in plain[place : place + _longest_phrase()]])
        typed = " ".join(dict.fromkeys(piece for piece, _ in plain[place : place + length]))
        if length > 1 or (term not in _common() and _counts(term)):
            found.append(Word(typed, (term,) if length > 1 else roots(term)))
        place += length
    return found


@cache
def mark() -> str:
    """Return what changes when words are found in another way: of a later version of Sinergi."""
    told = hashlib.sha256(RULES.encode())
    for name in ("common", "same"):
        told.update("\n".join(_listed(name)).encode())
    return told.hexdigest()[:16]


@lru_cache(maxsize=8_192)
def roots(word: str) -> tuple[str, ...]:
    """Return what a word may be made of, in plain letters; most words have one root."""
    known = _same()
    if word in known:
        return (known[word],)
    bare = _without(_OWNERS, _without(_PARTICLES, word))
    # What ends like a suffix may be a root ("jalan"): the prefix decides with either.
    found = dict.fromkeys(
        known.get(root, root)[:LONGEST]
        for stem in (_without(_ENDINGS, bare),)
        for root in _unprefixed(stem)
    )
    return tuple(found)


def _unprefixed(stem: str) -> Iterator[str]:
    for prefix, eaten in _PREFIXES:
        rest, count = prefix.subn("", stem)
        if count and len(rest) >= SHORTEST - 1 and any(len(e + rest) >= SHORTEST for e in eaten):
            yield from (letters + rest for letters in eaten)
            return
    yield stem


def _without(end: re.Pattern[str], word: str) -> str:
    short = end.sub("", word)
    return short if len(short) >= SHORTEST else word


def _plain(text: str) -> Iterator[tuple[str, str]]:
    """Yield pieces as typed with their words in plain letters and usual spelling."""
    count = 0
    for piece in pieces(text):
        for part in normalise(piece).parts:
            if part[0].isalnum() and part not in {HANDLE, LINK, MAIL}:
                yield piece.strip(".,;:!?()[]\"'“”"), usual(part)
                count += 1
        if count > MOST:
            return


def _counts(term: str) -> bool:
    return len(term) > 1 and not (term.isdigit() and len(term) > 6)


def _phrase(words: list[str]) -> tuple[int, str]:
    """Return how many of the first words stand for one term, and that term."""
    phrases = _phrases()
    for length in range(len(words), 1, -1):
        found = phrases.get(" ".join(words[:length]))
        if found is not None:
            return length, found
    return 1, words[0]


@cache
def _longest_phrase() -> int:
    return max(phrase.count(" ") + 1 for phrase in _phrases())


@cache
def _common() -> frozenset[str]:
    return frozenset(word for line in _listed("common") for word in line.split())


@cache
def _same() -> dict[str, str]:
    """Return single words and the term they stand for."""
    return {other: term for other, term in _pairs() if " " not in other}


@cache
def _phrases() -> dict[str, str]:
    return {other: term for other, term in _pairs() if " " in other}


def _pairs() -> Iterator[tuple[str, str]]:
    for line in _listed("same"):
        term, _, others = line.partition(": ")
        yield from ((other, term) for other in others.split(", "))
        yield term, term


def _listed(name: str) -> list[str]:
    source = resources.files("sinergi.knowledge").joinpath(f"words/{name}.list")
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
