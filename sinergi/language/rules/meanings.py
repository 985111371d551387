"""What a word means to rules: which of them it is, begins, or goes on with, found once for each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
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
        alone = tuple(sorted({*self.alone, *other.alone}))
        return Known(alone, *map(or_, self[1:], other[1:]))


_NOTHING = Known()


class Words(dict[str, Known | None]):
    """What words mean to rules, each found when it is asked for; ``None``, as most, for nothing."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        super().__init__()
        self._listed: dict[str, Known] = {}
        self._beginnings: dict[str, dict[str, Known]] = {}
        for number, looked_for in enumerate(patterns):
            for at, atom in enumerate(looked_for.atoms[:2]):
                self._add(atom, _meaning(number, looked_for, at))

    def _add(self, atom: Atom, known: Known) -> None:
        for word in atom.words:
            self._listed[word] = known.joined(self._listed.get(word, _NOTHING))
        for beginning in atom.beginnings:  # of two letters at least
            alike = self._beginnings.setdefault(beginning[:2], {})
            alike[beginning] = known.joined(alike.get(beginning, _NOTHING))

    def __missing__(self, word: str) -> Known | None:
        found = [self._listed[one] for one in {word, bare(word)} if one in self._listed]
        alike = self._beginnings.get(word[:2])
        if alike:
            found += [known for beginning, known in alike.items() if word.startswith(beginning)]
        if len(self) >= _REMEMBERED:
            self.clear()
        known = self[word] = reduce(Known.joined, found) if found else None
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
