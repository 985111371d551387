"""What a word means to rules: which of them it is, begins, or goes on with, found once for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sinergi.language.rules.message import bare
from sinergi.language.rules.patterns import Atom, Pattern

_REMEMBERED = 20_000  # words whose rules are remembered; then all are forgotten


class Known(NamedTuple):
    """What a word means to the rules, whose numbers are bits: those that are it, those that begin
    with it and those whose next word it is; of those with other words between them, where it is
    first, where second, and from where they are looked for.
    """

    alone: tuple[int, ...] = ()
    begins: int = 0
    follows: int = 0
    first: int = 0
    second: int = 0
    starts: int = 0

    def joined(self, other: Known) -> Known:
        """Return what both mean; it is reckoned for thousands of words before any is read."""
        alone, begins, follows, first, second, starts = self
        if other.alone:
            alone = tuple(sorted({*alone, *other.alone})) if alone else other.alone
        return Known(
            alone,
            begins | other.begins,
            follows | other.follows,
            first | other.first,
            second | other.second,
            starts | other.starts,
        )


class Words(dict[str, Known | None]):
    """What words mean to rules, each found when it is asked for; ``None``, as most, for nothing."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        super().__init__()
        self._listed: dict[str, Known] = {}
        self._beginnings: dict[str, Known] = {}
        for number, looked_for in enumerate(patterns):
            for at, atom in enumerate(looked_for.atoms[:2]):
                self._add(atom, _meaning(number, looked_for, at))
        #: Beginnings by their first two letters: they have as many at least.
        self._begun: dict[str, tuple[str, ...]] = {}
        for beginning in self._beginnings:
            self._begun[beginning[:2]] = (*self._begun.get(beginning[:2], ()), beginning)

    def _add(self, atom: Atom, known: Known) -> None:
        for names, kept in ((atom.words, self._listed), (atom.beginnings, self._beginnings)):
            for name in names:
                before = kept.get(name)
                kept[name] = before.joined(known) if before else known

    def __missing__(self, word: str) -> Known | None:
        listed, plain = self._listed, bare(word)
        known = listed.get(word)
        if plain != word and (more := listed.get(plain)):
            known = known.joined(more) if known else more
        begun = self._begun.get(word[:2])
        if begun and word.startswith(begun):
            for beginning in begun:
                if word.startswith(beginning):
                    more = self._beginnings[beginning]
                    known = known.joined(more) if known else more
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = known
        return known


def _meaning(number: int, looked_for: Pattern, at: int) -> Known:
    """Return what the first or the second place of a rule's phrase means."""
    one = 1 << number
    if not looked_for.joins:
        return Known(alone=(number,))
    if looked_for.joins[0]:
        starts = one if at < len(looked_for.starts()) else 0
        return Known(second=one, starts=starts) if at else Known(first=one, starts=starts)
    return Known(follows=one) if at else Known(begins=one)
