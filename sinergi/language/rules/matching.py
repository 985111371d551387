"""Where rules speak in a message: they are looked for all at once, by the words they start with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sinergi.language.rules.message import Message
from sinergi.language.rules.patterns import Atom, Pattern, pattern
from sinergi.language.rules.rulebook import Rules

_REMEMBERED = 20_000  # words whose rules are remembered; then all are forgotten


class Hit(NamedTuple):
    """A rule that was found: its label, its weight, and at which words of the message."""

    label: str
    weight: float
    where: tuple[int, ...]

    def shown(self, message: Message) -> str:
        words = (message.shown[at] for at in self.where)
        return " ".join(dict.fromkeys(words))  # one word may be two in the usual spelling


@dataclass(frozen=True, slots=True)
class _Known:
    """What a word means to the rules: numbers of those that are, begin or go on with it."""

    alone: tuple[int, ...]
    begins: frozenset[int]
    goes_on: frozenset[int]


_NOTHING = _Known((), frozenset(), frozenset())


class _Index:
    """Numbers of rules by a word or the beginning of one."""

    def __init__(self) -> None:
        self._words: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[int]] = {}
        self._sizes: set[int] = set()

    def add(self, number: int, atom: Atom) -> None:
        for word in atom.words:
            self._words.setdefault(word, []).append(number)
        for beginning in atom.beginnings:
            self._beginnings.setdefault(beginning, []).append(number)
            self._sizes.add(len(beginning))

    def find(self, word: str, bare: str) -> set[int]:
        numbers = {*self._words.get(word, ()), *self._words.get(bare, ())}
        for size in self._sizes:
            if word[:size] in self._beginnings:
                numbers.update(self._beginnings[word[:size]])
        return numbers


class Matcher:
    """Rules made ready to be looked for."""

    def __init__(self, rules: Rules) -> None:
        self.labels = rules.labels()
        self._rules = [
            (section.label, rule.weight, pattern(rules.opened(rule.phrase)))
            for section in rules.sections
            for rule in section.rules
        ]
        self._alone, self._begins, self._goes_on = _Index(), _Index(), _Index()
        for number, (_, _, looked_for) in enumerate(self._rules):
            self._add(number, looked_for)
        self._known: dict[str, _Known] = {}

    def hits(self, message: Message) -> list[Hit]:
        """Return every rule that is found, once; not those that a longer phrase takes in."""
        known_of, words = self._known, []
        for at, word in enumerate(message.words):
            known = known_of.get(word) or self._learn(word, message.bare[at])
            if known is not _NOTHING:
                words.append((at, known))
        going_on = frozenset().union(*[known.goes_on for _, known in words])
        found: dict[int, tuple[int, ...]] = {}
        for at, known in words:
            for number in known.alone:
                found.setdefault(number, (at,))
            if known.begins.isdisjoint(going_on):
                continue  # most words: the next line costs five times as much
            for number in sorted(known.begins & going_on):
                where = () if number in found else self._rules[number][2].found(message, at)
                if where:
                    found[number] = where
        return self._spoken(_outer(found)) if found else []

    def _spoken(self, found: Iterable[tuple[int, tuple[int, ...]]]) -> list[Hit]:
        """Let the same words speak once for a label: with the weightiest rule."""
        spoken: dict[tuple[str, tuple[int, ...]], float] = {}
        for number, where in found:
            label, weight, _ = self._rules[number]
            before = spoken.get((label, where))
            if before is None or abs(weight) > abs(before):
                spoken[label, where] = weight
        return [Hit(label, weight, where) for (label, where), weight in spoken.items()]

    def _add(self, number: int, looked_for: Pattern) -> None:
        if len(looked_for.atoms) == 1:
            self._alone.add(number, looked_for.atoms[0])
            return
        for atom in looked_for.starts():
            self._begins.add(number, atom)
        for atom in looked_for.atoms[1:]:
            self._goes_on.add(number, atom)

    def _learn(self, word: str, bare: str) -> _Known:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        alone, begins = self._alone.find(word, bare), self._begins.find(word, bare)
        goes_on = self._goes_on.find(word, bare)
        known = _NOTHING
        if alone or begins or goes_on:
            known = _Known(tuple(sorted(alone)), frozenset(begins), frozenset(goes_on))
        self._known[word] = known
        return known


def _outer(found: dict[int, tuple[int, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Leave out what stands within another phrase: in “banjir diskon” there is no “banjir”."""
    longer = [frozenset(where) for where in found.values() if len(where) > 1]
    if not longer or len(found) == 1:
        yield from found.items()
        return
    for number, where in found.items():
        mine = frozenset(where)
        if not any(mine < other for other in longer):
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
