"""Where rules speak in a message: they are looked for all at once, by the words they start with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sinergi.language.rules.meanings import Words
from sinergi.language.rules.message import Message
from sinergi.language.rules.patterns import pattern
from sinergi.language.rules.rulebook import Rules


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


class Matcher:
    """Rules made ready to be looked for; several sets of them at once, each by itself."""

    def __init__(self, *sets: Rules) -> None:
        self._rules = [
            (of_set, section.label, rule.weight, pattern(rules.opened(rule.phrase)))
            for of_set, rules in enumerate(sets)
            for section in rules.sections
            for rule in section.rules
        ]
        self._sets = range(len(sets))
        self.labels = tuple([label for rules in sets for label in rules.labels()])
        self._words = Words([looked_for for *_, looked_for in self._rules])

    def hits(self, message: Message) -> list[list[Hit]]:
        """Return for each set every rule that is found, once; not those that a longer phrase of the
        set takes in."""
        found = self._found(message)
        if len(self._sets) == 1 or not found:
            return [self._spoken(found) if found else [] for _ in self._sets]
        apart: list[dict[int, tuple[int, ...]]] = [{} for _ in self._sets]
        for number, where in found.items():
            apart[self._rules[number][0]][number] = where
        return [self._spoken(of_set) if of_set else [] for of_set in apart]

    def _found(self, message: Message) -> dict[int, tuple[int, ...]]:
        """Return the numbers of rules, and where they are found first."""
        meant = [*map(self._words.__getitem__, message.words), None]
        words = [(at, known) for at, known in enumerate(meant) if known]
        found: dict[int, tuple[int, ...]] = {}
        first = second = 0
        for _, known in words:
            first |= known[3]
            second |= known[4]
        wide = first & second
        for at, (alone, begins, _, _, _, starts) in words:
            for number in alone:
                found.setdefault(number, (at,))
            begun = starts & wide if wide else 0
            if begins and (following := meant[at + 1]):
                begun |= begins & following.follows
            for number in _bits(begun) if begun else ():
                where = () if number in found else self._rules[number][3].found(message, at)
                if where:
                    found[number] = where
        return found

    def _spoken(self, found: Mapping[int, tuple[int, ...]]) -> list[Hit]:
        """Let the same words speak once for a label: with the weightiest rule."""
        spoken: dict[tuple[str, tuple[int, ...]], float] = {}
        for number, where in _outer(found):
            _, label, weight, _ = self._rules[number]
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


def _outer(found: Mapping[int, tuple[int, ...]]) -> Iterable[tuple[int, tuple[int, ...]]]:
    """Leave out what stands within another phrase: in “banjir diskon” there is no “banjir”."""
    longer = [frozenset(where) for where in found.values() if len(where) > 1]
    if not longer:
        return found.items()
    return [
        (number, where)
        for number, where in found.items()
        if not any(len(other) > len(where) and other.issuperset(where) for other in longer)
    ]


_made: dict[int, tuple[Rules, Matcher]] = {}


def matcher(rules: Rules) -> Matcher:
    """Return the matcher of these rules; it is made once for the same value."""
    made = _made.get(id(rules))
    if made is None or made[0] is not rules:
        if len(_made) >= 16:
            _made.clear()
        made = _made[id(rules)] = (rules, Matcher(rules))
    return made[1]
