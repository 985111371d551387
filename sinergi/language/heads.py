"""Trained heads over one reading of a message.

A message's score for a label is a sum over its pieces; so what a known piece adds is remembered,
and the words that drove a decision are told without searching.

A row of the table is one whole number (``Lanes``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp, inf, nextafter, sqrt, tanh
from typing import NamedTuple

from sinergi.language.decisions import Decision
from sinergi.language.features import WIDTH, between, paired, turned
from sinergi.language.lanes import LANE, UNIT, Lanes
from sinergi.language.normalising import pieces
from sinergi.language.remembering import Pieces, Remembered, Rows
from sinergi.language.weights import Facts, Weights

_TOLD = 5  # words that are told for a decision
_FAINT = 0.05  # what speaks no more than this for or against a label is not told
#: So much is known of what is no word, too: features share places, and pairs of letters are in
#: every language. 99 of 100 lines of random letters have at most .61, 21 of 8,688 messages less
#: than this.
_CHANCE = 0.65
#: A message of more strangeness than this (``UNKNOWN``), and of fewer letters in a row that carry
#: weight, is of another language. Of 7,921 messages of ours 36 more are taken for one so, mostly
#: names.
_STRANGE, _FAMILIAR = 2, 0.92
_LEAST = nextafter(_FAINT, inf)
_EDGES = " .,!?;:()[]{}\"'“”‘’…*_~`<>|/\\-"


class Read(NamedTuple):
    """A message with its scores in every column, before bias; those of no pieces are 0.

    ``told`` has the lanes of each of the pieces (``Rows``), each of which is here once, with what
    its words and those before them add to each other.
    ``per_single`` and ``per_gram`` are what a unit of these counts, of words and of letters, and
    ``known`` is the share of its letters in a row that carry weight; ``strange`` is the sum of what
    its words are (``UNKNOWN``, ``KNOWN``).
    """

    written: Sequence[str]
    told: Sequence[int]
    scores: Sequence[float]
    per_single: float
    per_gram: float
    known: float
    strange: int

    def foreign(self) -> bool:
        """Tell what is of no language that was learnt, or of none."""
        return self.known < _CHANCE or (self.strange > _STRANGE and self.known < _FAMILIAR)


class Heads:
    """Several heads as one table: each feature has one row, with the columns of all heads."""

    def __init__(self, heads: Sequence[Weights]) -> None:
        self.names = tuple(head.facts.name for head in heads)
        self._facts = {head.facts.name: head.facts for head in heads}
        self._columns = dict(_columns(heads))
        self._rows = _rows(heads)
        self._pieces = Pieces(self._rows)

    def read(self, text: str) -> Read:
        """Read a message once, for all heads."""
        written = pieces(text)
        known = [*map(self._pieces.__getitem__, written)]
        wide = self._rows.width
        if not known:
            return Read((), (), (0.0,) * wide, 0.0, 0.0, 0.0, 0)
        rows, count = self._told(known)
        lanes = self._rows.lanes
        *units, singles, letters, knowing, strange = lanes.take(sum(rows) - len(rows) * lanes.lift)
        per_single = 1 / sqrt(count + singles or 1) / UNIT
        per_gram = 1 / sqrt(letters or 1) / UNIT
        both = zip(units[:wide], units[wide:], strict=True)
        return Read(
            *self._once(written, rows),
            [word * per_single + letter * per_gram for word, letter in both],
            per_single,
            per_gram,
            knowing / letters if letters else 0.0,
            strange,
        )

    def _told(self, known: Sequence[Remembered]) -> tuple[list[int], int]:
        """Return the rows of pieces with what they add to each other, and how many features that
        is."""
        table = self._rows.table
        firsts, leads, negates, words, told = zip(*known, strict=True)
        if b"" in firsts:  # a piece of signs that nobody sees stands between two others
            rows, more = [*told], paired(words)
        else:
            pairs = map(table.__getitem__, between(firsts, leads[:-1]))
            rows = [row + pair if pair else row for row, pair in zip(told, pairs, strict=True)]
            more = [*turned(words)] if True in negates else []
        for number, feature in more:
            rows[number] += table[feature]
        return rows, len(more) + (0 if b"" in firsts else len(rows))

    def _once(self, written: Sequence[str], rows: list[int]) -> tuple[Sequence[str], Sequence[int]]:
        """Return pieces, each once, and the lanes of what they add wherever they are written."""
        lanes = self._rows.lanes
        if len(set(written)) == len(written):
            return written, lanes.columns(rows)
        told: dict[str, int] = {}
        for piece, row in zip(written, rows, strict=True):
            before = told.get(piece)
            told[piece] = row if before is None else before + row - lanes.lift
        return [*told], lanes.columns([*told.values()])

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

    def decide(
        self,
        name: str,
        read: Read,
        language: str = "",
        likely: Mapping[str, float] | None = None,
    ) -> Decision:
        """Decide as one head, held to what is sure enough in a language; by ``likely``, where its
        probabilities are known already."""
        facts = self._facts[name]
        found = self.probabilities(name, read, language) if likely is None else likely
        label = max(found, key=found.__getitem__)
        surest = facts.surest.get(language, facts.surest.get("", 0.0))
        unknown = facts.known > 0 and (read.known < facts.known or read.foreign())
        abstained = found[label] < surest or unknown
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
        single, gram = read.per_single * factor, read.per_gram * factor
        wide, every = self._rows.width, self._rows.lanes.width
        words, letters = read.told[column::every], read.told[column + wide :: every]
        spoke = [word * single + letter * gram for word, letter in zip(words, letters, strict=True)]
        return _strongest(read.written, spoke)


def _shared(likely: Mapping[str, float], unsaid: str, manner: float) -> dict[str, float]:
    """Give to the others what a label has, as far as a message is of the manner without it."""
    taken = likely[unsaid] * (1 + tanh(manner / 2)) / 2  # the logistic function, without overflow
    others = sum([p for label, p in likely.items() if label != unsaid])
    more = 1 + taken / others if others else 1.0
    return {label: p - taken if label == unsaid else p * more for label, p in likely.items()}


def _strongest(written: Sequence[str], spoke: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Return the pieces that spoke most."""
    loudest = sorted(map(abs, spoke), reverse=True)[:_TOLD]
    least = max(loudest[-1], _LEAST) if loudest else _LEAST
    told = zip(written, spoke, strict=True)
    loud = [(abs(v), word, v) for word, v in told if v >= least or v <= -least]
    loud.sort(reverse=True)
    return tuple([
        (word if word.isalnum() else word.strip(_EDGES) or word, round(v * 1000) / 1000)
        for _, word, v in loud[:_TOLD]
    ])  # fmt: skip


def _columns(heads: Sequence[Weights]) -> Iterator[tuple[str, tuple[int, int]]]:
    start = 0
    for head in heads:
        end = start + head.facts.columns
        yield head.facts.name, (start, end)
        start = end


def _rows(heads: Sequence[Weights]) -> Rows:
    """Return a table with the row of each feature; 0 where no head has weights for it.

    A tuple of whole numbers is nothing that Python's collector looks through again and again.
    """
    table = [0] * WIDTH
    start = 0
    for head in heads:
        wide, shift = head.facts.columns, LANE * start
        for feature, row in zip(head.features, Lanes(wide).put(head.values), strict=True):
            table[feature] += row << shift
        start += wide
    return Rows(tuple(table), start)
