"""Trained heads over one reading of a message.

A message's score for a label is a sum over its pieces; so what a known piece adds is remembered,
and the words that drove a decision are told without searching.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from sinergi.language.decisions import Decision
from sinergi.language.features import SIZE, Word, beside, count
from sinergi.language.normalising import pieces
from sinergi.language.weights import Facts, Weights

_REMEMBERED = 16_384  # pieces; about 10 MB, then all is forgotten and learnt again
_TOLD = 5  # words that are told for a decision
_FAINT = 0.05  # what speaks less than this for or against a label is not told
_EDGES = " .,!?;:()[]{}\"'“”‘’…*_~`<>|/\\-"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A piece: its words, what its words and its letters add to each column, and how many
    features these are; ``known`` is how many of its letters' features carry weight."""

    words: tuple[Word, ...]
    single: array[float]
    grams: array[float]
    singles: int
    gramed: int
    known: int


@dataclass(frozen=True, slots=True)
class Read:
    """A message with its scores in every column, before bias; those of no pieces are 0."""

    written: Sequence[str]
    remembered: Sequence[Remembered]
    joined: Sequence[tuple[int, array[float]]]
    scores: Sequence[float]
    per_single: float
    per_gram: float
    known: float


class Heads:
    """Several heads as one table: each feature has one row, with the columns of all heads."""

    def __init__(self, heads: Sequence[Weights]) -> None:
        self._facts = {head.facts.name: head.facts for head in heads}
        self._columns = dict(_columns(heads))
        self._width = sum(head.facts.columns for head in heads)
        self._index, self._rows = _table(heads, self._width)
        self._memory: dict[str, Remembered] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._facts)

    def read(self, text: str) -> Read:
        """Read a message once, for all heads."""
        written = pieces(text)
        memory = self._memory
        known = [memory.get(piece) or self._learn(piece) for piece in written]
        beside_words = beside(known)
        index, rows, wide = self._index, self._rows, self._width
        joined = [(n, rows[at : at + wide]) for n, f in beside_words if (at := index[f]) >= 0]
        singles = len(beside_words) + sum([piece.singles for piece in known])
        gramed = sum([piece.gramed for piece in known])
        by_words = _added([*[piece.single for piece in known], *[row for _, row in joined]])
        by_letters = _added([piece.grams for piece in known])
        per_single, per_gram = 1 / sqrt(singles or 1), 1 / sqrt(gramed or 1)
        scores = [
            word * per_single + letter * per_gram
            for word, letter in zip(by_words, by_letters, strict=True)
        ]
        share = sum([piece.known for piece in known]) / gramed if gramed else 0.0
        return Read(
            written, known, joined, scores or [0.0] * self._width, per_single, per_gram, share
        )

    def probabilities(self, name: str, read: Read) -> dict[str, float]:
        """Return a head's probabilities, in the order of its labels."""
        facts, (start, end) = self._facts[name], self._columns[name]
        scores = [
            (score + bias) / facts.temperature
            for score, bias in zip(read.scores[start:end], facts.bias, strict=True)
        ]
        if len(scores) == 1:
            scores = [0.0, scores[0]]
        most = max(scores)
        odds = [exp(score - most) for score in scores]
        total = sum(odds)
        return {label: odd / total for label, odd in zip(facts.labels, odds, strict=True)}

    def decide(self, name: str, read: Read, language: str = "") -> Decision:
        """Decide as one head, held to what is sure enough in a language."""
        facts = self._facts[name]
        found = self.probabilities(name, read)
        label = max(found, key=found.__getitem__)
        surest = facts.surest.get(language, facts.surest.get("", 0.0))
        abstained = found[label] < surest or read.known < facts.known
        return Decision(label, found, abstained, self._words(facts, read, label))

    def _words(self, facts: Facts, read: Read, label: str) -> tuple[tuple[str, float], ...]:
        """Return what speaks for a label against the mean of the others, the strongest first."""
        start, _ = self._columns[facts.name]
        place = facts.labels.index(label)
        if facts.columns == 1:
            column, factor = start, (1.0 if place else -1.0) / facts.temperature
        else:  # the weights of a feature sum to 0: the mean of the others is their share of it
            column, factor = start + place, len(facts.labels) / (len(facts.labels) - 1)
            factor /= facts.temperature
        single, gram = read.per_single * factor, read.per_gram * factor
        spoke = [p.single[column] * single + p.grams[column] * gram for p in read.remembered]
        for number, row in read.joined:
            spoke[number] += row[column] * single
        return _strongest(read.written, spoke)

    def _learn(self, piece: str) -> Remembered:
        counted = count(piece)
        index, rows, wide = self._index, self._rows, self._width
        single = [rows[at : at + wide] for f in counted.single if (at := index[f]) >= 0]
        grams = [rows[at : at + wide] for f in counted.grams if (at := index[f]) >= 0]
        new = Remembered(
            counted.words,
            array("f", _added(single) or bytes(4 * wide)),
            array("f", _added(grams) or bytes(4 * wide)),
            len(counted.single),
            len(counted.grams),
            len(grams),
        )
        if len(self._memory) >= _REMEMBERED:
            self._memory.clear()
        self._memory[piece] = new
        return new


def _added(rows: Sequence[array[float]]) -> list[float]:
    """Add rows up; no row is an empty list."""
    return list(map(sum, zip(*rows, strict=True)))


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


def _table(heads: Sequence[Weights], width: int) -> tuple[array[int], array[float]]:
    """Return where each feature's row begins (-1: nowhere), and the rows, one after the other."""
    index = array("i", [-1]) * (2 * SIZE)
    carried = sorted(set().union(*[head.features for head in heads]))
    for row, feature in enumerate(carried):
        index[feature] = row * width
    rows = array("f", bytes(4 * len(carried) * width))
    start = 0
    for head in heads:
        wide = head.facts.columns
        for nth, feature in enumerate(head.features):
            at = index[feature] + start
            rows[at : at + wide] = array("f", head.values[nth * wide : (nth + 1) * wide])
        start += wide
    return index, rows
