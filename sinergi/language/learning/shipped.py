"""Train the heads that come with the program, from a folder of the sets (``recipes``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sinergi.language.figures import Answer
from sinergi.language.learning.calibrating import answers, probabilities, temperature, thresholds
from sinergi.language.learning.fitting import Bools, Examples, Fitted, balanced, fit
from sinergi.language.learning.manner import lacked, manner_of, shared
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.recipes import Recipe, Source
from sinergi.language.learning.rows import Floats, Ints, rows_of
from sinergi.language.learning.sets import Labelled
from sinergi.language.weights import Weights


@dataclass(frozen=True, slots=True)
class Trial:
    """How a head did on fifths of each set when it had learnt from the rest."""

    temperature: float
    told: tuple[tuple[Labelled, Answer], ...]


def train(recipe: Recipe, folder: Path) -> Weights:
    """Train one head: fifths of each set calibrate what the rest gave, then all are used."""
    sources = recipe.sources(folder)
    examples = examples_of(sources, recipe.labels)
    tried = _tried(recipe, sources, examples)
    return pruned(
        recipe.name,
        recipe.labels,
        _fitted(examples, recipe),
        most=recipe.most,
        temperature=tried.temperature,
        surest=thresholds(
            [answer for _, answer in tried.told], [message.language for message, _ in tried.told]
        ),
        known=recipe.known,
        manner=manner_of(examples, recipe.labels, recipe.seen),
    )


def trial(recipe: Recipe, folder: Path) -> Trial:
    """Learn from four fifths of each set and answer the rest, as ``train`` does to calibrate; for
    each of the recipe's ``fifths``."""
    sources = recipe.sources(folder)
    return _tried(recipe, sources, examples_of(sources, recipe.labels))


def _tried(recipe: Recipe, sources: Sequence[Source], examples: Examples) -> Trial:
    fifth = np.concatenate([fifth_of(len(source.messages)) for source in sources])
    scores, manner = _crossed(recipe, examples, fifth)
    asked = np.flatnonzero(np.isin(fifth, recipe.fifths))
    labels, scores = examples.labels[asked], scores[asked]
    counts = np.concatenate([_evenly(source) for source in sources])[asked]
    warmth = temperature(scores, labels, examples.allowed[asked], counts)
    likely = probabilities(scores, warmth)
    unsaid = lacked(examples)
    if unsaid is not None:
        likely = shared(likely, unsaid, manner[asked])
    messages = [message for source in sources for message in source.messages]
    told = answers(likely, labels, recipe.labels)
    return Trial(warmth, tuple(zip([messages[n] for n in asked], told, strict=True)))


def _crossed(recipe: Recipe, examples: Examples, fifth: Ints) -> tuple[Floats, Floats]:
    """Return scores of the labels, and of the manner, by what learnt from the other fifths; 0
    outside the recipe's fifths, and where there is no manner."""
    scores, manner = np.zeros(examples.allowed.shape), np.zeros(len(fifth))
    for held in recipe.fifths:
        apart, rest = np.flatnonzero(fifth == held), examples.of(np.flatnonzero(fifth != held))
        scores[apart] = _fitted(rest, recipe).scores(examples.rows[apart])
        learnt = manner_of(rest, recipe.labels, recipe.seen)
        if learnt:
            manner[apart] = learnt.scores(examples.rows[apart])
    return scores, manner


def _fitted(examples: Examples, recipe: Recipe) -> Fitted:
    ready = balanced(examples) if recipe.even else examples
    return fit(ready, strength=recipe.strength, seen=recipe.seen)


def fifth_of(count: int) -> Ints:
    """Return for each of so many in which fifth it is, from 0. The sets that are translations of
    each other have their sentences in one order: a sentence is on one side in all of them."""
    found: Ints = np.arange(count) * 5 // max(count, 1)
    return found


def examples_of(sources: Sequence[Source], labels: Sequence[str]) -> Examples:
    """Count every message of some sets."""
    number = {label: n for n, label in enumerate(labels)}
    texts = [message.text for source in sources for message in source.messages]
    return Examples(
        rows=rows_of(texts),
        labels=np.array([number[m.label] for source in sources for m in source.messages]),
        weights=np.concatenate([np.full(len(s.messages), s.weight) for s in sources]),
        allowed=np.concatenate([_allowed(source, labels) for source in sources]),
        kinds=np.concatenate([np.full(len(s.messages), int(bool(s.blind))) for s in sources]),
    )


def _allowed(source: Source, labels: Sequence[str]) -> Bools:
    told = [label not in source.blind for label in labels]
    return np.tile(np.array(told), (len(source.messages), 1))


def _evenly(source: Source) -> Floats:
    """Return how much each message counts where a set counts by its weight, not by its size."""
    count = len(source.messages)
    return np.full(count, source.weight / max(count, 1))
