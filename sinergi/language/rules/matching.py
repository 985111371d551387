"""Where rules speak in a message: they are looked for all at once, by the words they start with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sinergi.language.rules.message import Message
from sinergi.language.rules.patterns import Pattern, pattern
from sinergi.language.rules.rulebook import Rules

_REMEMBERED = 20_000  # words whose rules are remembered; then all are forgotten


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that was found: its label, its weight, and at which words of the message."""

    label: str
    weight: float
    where: tuple[int, ...]

    def shown(self, message: Message) -> str:
        words = (message.shown[at] for at in self.where)
        return " ".join(dict.fromkeys(words))  # one word may be two in the usual spelling


class Matcher:
    """Rules made ready to be looked for."""

    def __init__(self, rules: Rules) -> None:
        self.labels = rules.labels()
        self._rules = [
            (section.label, rule.weight, pattern(rules.opened(rule.phrase)))
            for section in rules.sections
            for rule in section.rules
        ]
        self._words: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[int]] = {}
        for number, (_, _, looked_for) in enumerate(self._rules):
            self._index(number, looked_for)
        self._sizes = sorted({len(one) for one in self._beginnings})
        self._known: dict[str, tuple[int, ...]] = {}

    def hits(self, message: Message) -> list[Hit]:
        """Return every rule that is found, once; not those that a longer phrase takes in."""
        found: dict[int, tuple[int, ...]] = {}
        known = self._known
        for at, word in enumerate(message.words):
            starting = known.get(word)
            if starting is None:
                starting = self._starting(word, message.bare[at])
            if not starting:
                continue
            for number in starting:
                if number not in found:
                    where = self._rules[number][2].found(message, at)
                    if where:
                        found[number] = where
        return self._spoken(_outer(found))

    def _spoken(self, found: Iterable[tuple[int, tuple[int, ...]]]) -> list[Hit]:
        """Let the same words speak once for a label: with the weightiest rule."""
        spoken: dict[tuple[str, tuple[int, ...]], float] = {}
        for number, where in found:
            label, weight, _ = self._rules[number]
            before = spoken.get((label, where))
            if before is None or abs(weight) > abs(before):
                spoken[label, where] = weight
        return [Hit(label, weight, where) for (label, where), weight in spoken.items()]

    def _index(self, number: int, looked_for: Pattern) -> None:
        for atom in looked_for.starts():
            for word in atom.words:
                self._words.setdefault(word, []).append(number)
            for beginning in atom.beginnings:
                self._beginnings.setdefault(beginning, []).append(number)

    def _starting(self, word: str, bare: str) -> tuple[int, ...]:
        numbers = {*self._words.get(word, ()), *self._words.get(bare, ())}
        for size in self._sizes:
            numbers.update(self._beginnings.get(word[:size], ()))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[word] = tuple(sorted(numbers))
        return self._known[word]


def _outer(found: dict[int, tuple[int, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Leave out what stands within another phrase: in “banjir diskon” there is no “banjir”."""
    if len(found) == 1:
        yield from found.items()
        return
    sets = {number: frozenset(where) for number, where in found.items()}
    for number, where in found.items():
        mine = sets[number]
        if not any(mine < other for other in sets.values()):
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
