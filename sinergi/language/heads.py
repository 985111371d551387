"""Trained heads over one reading of a message.

A message's score for a label is a sum over its pieces; so what a known piece adds is remembered,
and the words that drove a decision are told without searching.

A row of the table is one whole number: 32 bits for each column, in units of 1/4096, so that a
row is added in one step, exactly, and in any order (``_Lanes``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt, tanh

from sinergi.language.decisions import Decision
from sinergi.language.features import SIZE, Word, beside, count
from sinergi.language.normalising import pieces
from sinergi.language.weights import Facts, Weights

_REMEMBERED = 16_384  # pieces; about 8 MB, then all is forgotten and learnt again
_TOLD = 5  # words that are told for a decision
_FAINT = 0.05  # what speaks less than this for or against a label is not told
_UNIT = 4096  # of which whole numbers are made
_HALF = 1 << 31
_LANE = (1 << 32) - 1
_EDGES = " .,!?;:()[]{}\"'“”‘’…*_~`<>|/\\-"


class Lanes:
    """Numbers side by side in one whole number.

    Sums are right while no column leaves -2^19 to 2^19, far beyond what 10,000 characters reach.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self._lift = sum(_HALF << (32 * n) for n in range(width))  # makes every lane positive
        self._most = (1 << (32 * width)) - 1
        self._shape = struct.Struct(f"<{width}I")

    def put(self, values: Sequence[float]) -> int:
        """Return one number for a number in each column."""
        lifted = self._shape.pack(*[round(value * _UNIT) + _HALF for value in values])
        return int.from_bytes(lifted, "little") - self._lift

    def below(self, column: int) -> tuple[int, int]:
        """Return what makes the lanes up to a column positive, and how far right it then lies."""
        return self._lift, 32 * column

    def take(self, total: int) -> tuple[float, ...]:
        """Return what stands in each column."""
        lifted = ((total + self._lift) & self._most).to_bytes(4 * self.width, "little")
        return tuple([(lane - _HALF) / _UNIT for lane in self._shape.unpack(lifted)])


@dataclass(frozen=True, slots=True)
class Remembered:
    """A piece: its words, what its words and its letters add, as ``Lanes``, and
    how many features these are; ``known`` is how many of its letters' features carry weight."""

    words: tuple[Word, ...]
    single: int
    grams: int
    singles: int
    gramed: int
    known: int


@dataclass(frozen=True, slots=True)
class Read:
    """A message with its scores in every column, before bias; those of no pieces are 0."""

    written: Sequence[str]
    remembered: Sequence[Remembered]
    joined: Sequence[tuple[int, int]]
    scores: Sequence[float]
    per_single: float
    per_gram: float
    known: float


class Heads:
    """Several heads as one table: each feature has one row, with the columns of all heads."""

    def __init__(self, heads: Sequence[Weights]) -> None:
        self._facts = {head.facts.name: head.facts for head in heads}
        self._columns = dict(_columns(heads))
        self._lanes = Lanes(sum(head.facts.columns for head in heads))
        self._table = _table(heads, self._lanes)
        self._memory: dict[str, Remembered] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._facts)

    def read(self, text: str) -> Read:
        """Read a message once, for all heads."""
        written = pieces(text)
        memory, table = self._memory, self._table
        known = [memory.get(piece) or self._learn(piece) for piece in written]
        found = beside(known)
        joined = [(number, row) for number, feature in found if (row := table[feature])]
        singles = len(found) + sum([piece.singles for piece in known])
        gramed = sum([piece.gramed for piece in known])
        by_words = sum([piece.single for piece in known]) + sum([row for _, row in joined])
        by_letters = sum([piece.grams for piece in known])
        per_single, per_gram = 1 / sqrt(singles or 1), 1 / sqrt(gramed or 1)
        take = self._lanes.take
        scores = [
            word * per_single + letter * per_gram
            for word, letter in zip(take(by_words), take(by_letters), strict=True)
        ]
        share = sum([piece.known for piece in known]) / gramed if gramed else 0.0
        return Read(written, known, joined, scores, per_single, per_gram, share)

    def probabilities(self, name: str, read: Read, language: str = "") -> dict[str, float]:
        """Return a head's probabilities in a language, in the order of its labels."""
        facts, (start, end) = self._facts[name], self._columns[name]
        found = [s + bias for s, bias in zip(read.scores[start:end], facts.bias, strict=True)]
        manner = found.pop() if facts.unsaid else 0.0
        warmth = facts.warmth(language)
        scores = [score / warmth for score in found]
        if len(scores) == 1:
            scores = [0.0, scores[0]]
        most = max(scores)
        odds = [exp(score - most) for score in scores]
        total = sum(odds)
        likely = {label: odd / total for label, odd in zip(facts.labels, odds, strict=True)}
        return _shared(likely, facts.unsaid, manner) if facts.unsaid else likely

    def decide(self, name: str, read: Read, language: str = "") -> Decision:
        """Decide as one head, held to what is sure enough in a language."""
        facts = self._facts[name]
        found = self.probabilities(name, read, language)
        label = max(found, key=found.__getitem__)
        surest = facts.surest.get(language, facts.surest.get("", 0.0))
        abstained = found[label] < surest or read.known < facts.known
        return Decision(label, found, abstained, self._words(facts, read, label))

    def _words(self, facts: Facts, read: Read, label: str) -> tuple[tuple[str, float], ...]:
        """Return what speaks for a label against the mean of the others, the strongest first."""
        start, _ = self._columns[facts.name]
        place = facts.labels.index(label)
        if len(facts.labels) == 2:
            column, factor = start, (1.0 if place else -1.0) / facts.temperature
        else:  # the weights of a feature sum to 0: the mean of the others is their share of it
            column, factor = start + place, len(facts.labels) / (len(facts.labels) - 1)
            factor /= facts.temperature
        single, gram = read.per_single * factor / _UNIT, read.per_gram * factor / _UNIT
        lift, shift = self._lanes.below(column)
        spoke = [
            ((((p.single + lift) >> shift) & _LANE) - _HALF) * single
            + ((((p.grams + lift) >> shift) & _LANE) - _HALF) * gram
            for p in read.remembered
        ]
        for number, row in read.joined:
            spoke[number] += ((((row + lift) >> shift) & _LANE) - _HALF) * single
        return _strongest(read.written, spoke)

    def _learn(self, piece: str) -> Remembered:
        counted = count(piece)
        table = self._table
        grams = [row for feature in counted.grams if (row := table[feature])]
        new = Remembered(
            counted.words,
            sum([table[feature] for feature in counted.single]),
            sum(grams),
            len(counted.single),
            len(counted.grams),
            len(grams),
        )
        if len(self._memory) >= _REMEMBERED:
            self._memory.clear()
        self._memory[piece] = new
        return new


def _shared(likely: Mapping[str, float], unsaid: str, manner: float) -> dict[str, float]:
    """Give to the others what a label has, as far as a message is of the manner without it."""
    taken = likely[unsaid] * (1 + tanh(manner / 2)) / 2  # the logistic function, without overflow
    others = sum([p for label, p in likely.items() if label != unsaid])
    more = 1 + taken / others if others else 1.0
    return {label: p - taken if label == unsaid else p * more for label, p in likely.items()}


def _strongest(written: Sequence[str], spoke: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Return the words that spoke most, each once."""
    by_word: dict[str, float] = {}
    for piece, value in zip(written, spoke, strict=True):
        by_word[piece] = by_word.get(piece, 0.0) + value
    loud = [(abs(v), word, v) for word, v in by_word.items() if v > _FAINT or v < -_FAINT]
    loud.sort(reverse=True)
    return tuple([(word.strip(_EDGES) or word, round(v, 3)) for _, word, v in loud[:_TOLD]])


def _columns(heads: Sequence[Weights]) -> Iterator[tuple[str, tuple[int, int]]]:
    start = 0
    for head in heads:
        end = start + head.facts.columns
        yield head.facts.name, (start, end)
        start = end


def _table(heads: Sequence[Weights], lanes: Lanes) -> list[int]:
    """Return the row of each feature; 0 where no head has weights for it."""
    table = [0] * (2 * SIZE)
    start = 0
    for head in heads:
        wide = head.facts.columns
        own, shift = Lanes(wide), 32 * start
        for nth, feature in enumerate(head.features):
            table[feature] += own.put(head.values[nth * wide : (nth + 1) * wide]) << shift
        start += wide
    return table
