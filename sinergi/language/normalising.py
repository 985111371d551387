"""Bring what people write to plain lower-case letters, however it was dressed.

A message is read piece by piece: a *piece* is what stands between spaces. What a piece becomes
depends on nothing around it, so that a reader may remember it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sinergi.language.apart import joined, unspelled
from sinergi.language.figured import raised, unfigured
from sinergi.language.letters import cased, letters
from sinergi.language.lists import listed

MOST = 10_000
HANDLE, LINK, MAIL = "@akun", "@tautan", "@surel"

_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_LINK = re.compile(r"https?:|www\.|\w\.(?:com|net|org|id|me|ly|gl|co|xyz|site|vip|link)(?:/|\b)")
#: What may hide a word within a piece: a figure or a sign beside a letter, and more letters.
_HIDDEN = re.compile(r"[a-z][\W\d_]+[a-z]|^[\d$@!|€]+[a-z]{2}|[a-z][\d$@!|€]$")
_PARTS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[!-&(-/:-@\[-`{-~']+|[^\w\s]")


class Piece(NamedTuple):
    """A piece in plain letters.

    Parameters
    ----------
    parts
        Words, numbers, runs of punctuation, single symbols; ``HANDLE``, ``LINK``, ``MAIL``.
    marks
        How it was dressed: "styled" (letters of other alphabets or of ornament), "stately" and
        "meek" (three of these or more, all of them capitals, or none), "long" (a letter three
        times or more), "loud" (three capitals or more), "figured" (figures or signs for letters).
    """

    parts: tuple[str, ...]
    marks: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def pieces(text: str) -> tuple[str, ...]:
    """Split a message at its spaces; what is spelled out, as ``A L E X I S 1 7``, is joined.

    No network lets people write more than ``MOST`` characters at once: the rest is left out.
    """
    return tuple(joined(text[:MOST]).split())


@lru_cache(maxsize=2_048)  # heads and rules ask for the same pieces, and messages
def normalise(piece: str) -> Piece:
    """Read one piece."""
    if piece.islower() and piece.isascii() and piece.isalpha():  # as most are
        if not _REPEATED.search(piece):
            return Piece((piece,))
        return Piece((_REPEATED.sub(r"\1", piece),), ("long",))
    plain, styled = letters(piece)
    marks = ["styled", *cased(piece)] if styled else []
    if len(piece) > 2 and piece.isupper() and sum(c.isalpha() for c in piece) > 2:
        marks.append("loud")
    found = _hidden(piece, plain)
    if found:
        return Piece(found[0], (*marks, *found[1]))
    if "@" in plain and plain.strip("@(.,:;!?)") and plain[-1] != "@":
        return Piece((_addressed(plain),), tuple(marks))
    if ("." in plain or ":" in plain) and _LINK.search(plain):
        return Piece((LINK,), tuple(marks))
    if _REPEATED.search(plain):
        plain = _REPEATED.sub(r"\1", plain)
        marks.append("long")
    return Piece(tuple([_cut(part) for part in _PARTS.findall(plain)]), tuple(marks))


def _hidden(piece: str, plain: str) -> Piece | None:
    """Return the words that a piece hides, with how; None where it hides none."""
    if "I" in piece and not piece.isupper():
        found = raised(piece)
        if found:
            return Piece(found, ("figured",))
    if len(plain) > 3 and _HIDDEN.search(plain):
        found = unspelled(plain)
        if found:
            return Piece(found)
        found = unfigured(plain)
        if found:
            return Piece(found, ("figured",))
    return None


def _addressed(plain: str) -> str:
    at = plain.index("@")
    return MAIL if at > 0 and plain[at - 1].isalnum() and "." in plain[at:] else HANDLE


def _cut(part: str) -> str:
    """Keep the first two of a run of punctuation, however long it is; ``’`` is an apostrophe."""
    return part.replace("’", "'") if part[0].isalnum() else part[:2]


def _spellings() -> dict[str, str]:
    spelled = [line.split(": ") for line in listed("spellings")]
    return {chat: word for word, chats in spelled for chat in chats.split(", ")}


#: What people write in chats → the usual spelling.
SPELLINGS = _spellings()


def usual(word: str) -> str:
    """Return the usual spelling of a word in plain letters; ``orang2`` is ``orang``."""
    found = SPELLINGS.get(word)
    if found is None and len(word) > 3 and word[-1] == "2" and word[:-1].isalpha():
        word = word[:-1]
        found = SPELLINGS.get(word)
    return found or word
