"""Where rules speak in a message: they are looked for all at once, by the words they start with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from sinergi.language.rules.message import Message, bare
from sinergi.language.rules.patterns import Atom, Pattern, pattern
from sinergi.language.rules.rulebook import Rules

_REMEMBERED = 20_000  # words whose rules are remembered; then all are forgotten


class Hit(NamedTuple):
    """A rule that was found: its label, its weight, and at which words of the message."""

    label: str
    weight: float
    where: tuple[int, ...]

    def shown(self, message: Message) -> str:
        if len(self.where) == 1:
            return message.shown[self.where[0]]
        words = (message.shown[at] for at in self.where)
        return " ".join(dict.fromkeys(words))  # one word may be two in the usual spelling


class _Known(NamedTuple):
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

    def joined(self, other: _Known) -> _Known:
        alone = tuple(sorted({*self.alone, *other.alone}))
        return _Known(alone, *map(or_, self[1:], other[1:]))


_NOTHING = _Known()


class _Words(dict[str, _Known | None]):
    """What words mean to rules, each found when it is asked for; ``None``, as most, for nothing."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        super().__init__()
        self._listed: dict[str, _Known] = {}
        self._beginnings: dict[str, dict[str, _Known]] = {}
        for number, looked_for in enumerate(patterns):
            for at, atom in enumerate(looked_for.atoms[:2]):
                self._add(atom, _meaning(number, looked_for, at))

    def _add(self, atom: Atom, known: _Known) -> None:
        for word in atom.words:
            self._listed[word] = known.joined(self._listed.get(word, _NOTHING))
        for beginning in atom.beginnings:  # of two letters at least
            alike = self._beginnings.setdefault(beginning[:2], {})
            alike[beginning] = known.joined(alike.get(beginning, _NOTHING))

    def __missing__(self, word: str) -> _Known | None:
        found = [self._listed[one] for one in {word, bare(word)} if one in self._listed]
        alike = self._beginnings.get(word[:2])
        if alike:
            found += [known for beginning, known in alike.items() if word.startswith(beginning)]
        if len(self) >= _REMEMBERED:
            self.clear()
        known = self[word] = reduce(_Known.joined, found) if found else None
        return known


def _meaning(number: int, looked_for: Pattern, at: int) -> _Known:
    """Return what the first or the second place of a rule's phrase means."""
    one = 1 << number
    if not looked_for.joins:
        return _Known(alone=(number,))
    if looked_for.joins[0]:
        starts = one if at < len(looked_for.starts()) else 0
        return _Known(second=one, starts=starts) if at else _Known(first=one, starts=starts)
    return _Known(follows=one) if at else _Known(begins=one)


class Matcher:
    """Rules made ready to be looked for."""

    def __init__(self, rules: Rules) -> None:
        self.labels = rules.labels()
        self._rules = [
            (section.label, rule.weight, pattern(rules.opened(rule.phrase)))
            for section in rules.sections
            for rule in section.rules
        ]
        self._words = _Words([looked_for for _, _, looked_for in self._rules])

    def hits(self, message: Message) -> list[Hit]:
        """Return every rule that is found, once; not those that a longer phrase takes in."""
        meant = [*map(self._words.__getitem__, message.words), None]
        found: dict[int, tuple[int, ...]] = {}
        words = [(at, known) for at, known in enumerate(meant) if known]
        first = second = 0
        for _, known in words:
            first |= known[3]
            second |= known[4]
        wide = first & second
        for at, (alone, begins, _, _, _, starts) in words:
            for number in alone:
                found.setdefault(number, (at,))
            begun = starts & wide
            if begins and (following := meant[at + 1]):
                begun |= begins & following.follows
            for number in _bits(begun) if begun else ():
                where = () if number in found else self._rules[number][2].found(message, at)
                if where:
                    found[number] = where
        return self._spoken(found) if found else []

    def _spoken(self, found: Mapping[int, tuple[int, ...]]) -> list[Hit]:
        """Let the same words speak once for a label: with the weightiest rule."""
        spoken: dict[tuple[str, tuple[int, ...]], float] = {}
        for number, where in _outer(found) if len(found) > 1 else found.items():
            label, weight, _ = self._rules[number]
            before = spoken.get((label, where))
            if before is None or abs(weight) > abs(before):
                spoken[label, where] = weight
        return [Hit(label, weight, where) for (label, where), weight in spoken.items()]


def _bits(numbers: int) -> Iterator[int]:
    """Return numbers that are bits of one, the least first."""
    while numbers:
        least = numbers & -numbers
        yield least.bit_length() - 1
        numbers ^= least


def _outer(found: Mapping[int, tuple[int, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Leave out what stands within another phrase: in “banjir diskon” there is no “banjir”."""
    longer = [frozenset(where) for where in found.values() if len(where) > 1]
    for number, where in found.items():
        if not any(len(other) > len(where) and other.issuperset(where) for other in longer):
            yield number, where


_made: dict[int, tuple[Rules, Matcher]] = {}


def matcher(rules: Rules) -> Matcher:
    """Return the matcher of these rules; it is made once for the same value."""
    made = _made.get(id(rules))
    if made is None or made[0] is not rules:
        if len(_made) >= 16:
            _made.clear()
        made = _made[id(rules)] = (rules, Matcher(rules))
    return made[1]
