"""A phrase that a rule looks for, and where it stands in a message.

``jalan rusak``            these words, one after the other
``jalan .. rusak``         the second at most four words after the first, in the same sentence
``jalan + rusak``          both in one sentence, in either order, at most six words between them
``lubang|berlubang``       either of them
``(jalan|gang) rusak``     in brackets where another word stands beside
``lubang*``                every word that begins so
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sinergi.language.normalising import normalise
from sinergi.language.rules.message import Message
from sinergi.language.rules.spelling import spelled

AFTER, BESIDE = "..", "+"
REACH = {"": 0, AFTER: 4, BESIDE: 6}
_REMEMBERED = 8_192  # phrases, and words of them: rules are checked first, and then made ready


@dataclass(frozen=True, slots=True)
class Atom:
    """One place of a phrase: words, and beginnings of words, any of which may stand there."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, message: Message, at: int) -> bool:
        word = message.words[at]
        if word in self.words or message.bare[at] in self.words:
            return True
        return bool(self.beginnings) and word.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase in parts.

    Parameters
    ----------
    atoms
        Its places, at least one.
    joins
        What stands between them, one less: "" (nothing), ``AFTER`` or ``BESIDE``.
    """

    atoms: tuple[Atom, ...]
    joins: tuple[str, ...]

    def starts(self) -> tuple[Atom, ...]:
        """Return the places from which the phrase is looked for."""
        return self.atoms if self.joins == (BESIDE,) else self.atoms[:1]

    def found(self, message: Message, at: int) -> tuple[int, ...]:
        """Return where it stands when its first place is at ``at``; empty when it does not."""
        if len(self.atoms) == 1:
            return (at,)
        if self.joins == (BESIDE,):
            return self._beside(message, at)
        where = [at]
        for atom, join in zip(self.atoms[1:], self.joins, strict=True):
            step = _next(message, atom, where[-1] + 1, REACH[join])
            if step < 0:
                return ()
            where.append(step)
        return tuple(where)

    def _beside(self, message: Message, at: int) -> tuple[int, ...]:
        first, second = self.atoms
        if first.fits(message, at):
            step = _next(message, second, at + 1, REACH[BESIDE])
            return (at, step) if step >= 0 else ()
        step = _next(message, first, at + 1, REACH[BESIDE])
        return (at, step) if step >= 0 else ()


def _next(message: Message, atom: Atom, start: int, reach: int) -> int:
    sentences, words, bare = message.sentences, message.words, message.bare
    listed, beginnings, here = atom.words, atom.beginnings, sentences[start - 1]
    for at in range(start, min(start + reach + 1, len(sentences))):
        if sentences[at] != here:
            break
        word = words[at]
        if word in listed or bare[at] in listed or (beginnings and word.startswith(beginnings)):
            return at
    return -1


class Unclear(ValueError):
    """A choice beside another word that is not in brackets: ``kk|kartu keluarga``."""


@lru_cache(maxsize=_REMEMBERED)
def pattern(phrase: str) -> Pattern:
    """Read a phrase.

    Raises
    ------
    Unclear
        It may mean two things. The message is the part that wants brackets.
    ValueError
        A sign that stands first, last or beside another; ``+`` between more than two places; a
        beginning shorter than two letters; a word with signs in it. The message is what is wrong.
    """
    atoms: list[Atom] = []
    joins: list[str] = []
    join: str | None = None
    for part, lone in _parts(phrase):
        if part in REACH:
            if join is not None or not atoms:
                raise ValueError(part)
            join = part
            continue
        if atoms:
            joins.append(join or "")
        atoms.append(_atom(part, lone))
        join = None
    if join is not None or not atoms or (BESIDE in joins and len(joins) > 1):
        raise ValueError(join or phrase)
    return Pattern(tuple(atoms), tuple(joins))


def _parts(phrase: str) -> list[tuple[str, bool]]:
    """Split at spaces, and tell whether no other word stands right beside a part.

    ``gorong-gorong`` is two words, as in messages.
    """
    parts: list[str] = []
    for part in phrase.lower().split():
        parts += [part] if "|" in part else part.replace("-", " ").split()
    around = [AFTER, *parts, AFTER]
    return [
        (part, before in REACH and after in REACH)
        for before, part, after in zip(around, parts, around[2:], strict=False)
    ]


def _atom(part: str, lone: bool) -> Atom:
    if "|" in part and "(" not in part and not lone:
        raise Unclear(part)
    if part.count("(") != part.count(")"):
        raise ValueError(part)
    choices = part.replace("(", "").replace(")", "").split("|")
    if not all(choice.rstrip("*") for choice in choices):
        raise ValueError(part)
    beginnings = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    if any(len(one) < 2 for one in beginnings):
        raise ValueError(part)
    words = frozenset(one for choice in choices if choice[-1] != "*" for one in _spelled(choice))
    return Atom(words, beginnings)


@lru_cache(maxsize=_REMEMBERED)
def _spelled(choice: str) -> tuple[str, ...]:
    """Return a word as written and in the usual spelling, where that is one word too."""
    alone = choice.isascii() and choice.isalnum()
    if not alone and len(normalise(choice).parts) != 1:
        raise ValueError(choice)
    plain = spelled(choice)
    return (choice, plain) if " " not in plain else (choice,)
