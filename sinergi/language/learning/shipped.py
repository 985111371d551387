"""Train the heads that come with the program, from a folder of the sets (``recipes``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sinergi.language.figures import Answer
from sinergi.language.learning.calibrating import (
    answers,
    probabilities,
    temperature,
    temperatures,
    thresholds,
)
from sinergi.language.learning.fitting import Bools, Examples, Fitted, balanced, fit
from sinergi.language.learning.manner import lacked, manner_of, shared
from sinergi.language.learning.meaning import meanings
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.recipes import Recipe, Source
from sinergi.language.learning.rows import Floats, Ints, fifth_of, rows_of
from sinergi.language.learning.sets import Labelled
from sinergi.language.weights import Weights


@dataclass(frozen=True, slots=True)
class Trial:
    """How a head did on fifths of each set when it had learnt from the rest."""

    temperature: float
    temperatures: Mapping[str, float]
    told: tuple[tuple[Labelled, Answer], ...]


def train(recipe: Recipe, folder: Path) -> Weights:
    """Train one head: fifths of each set calibrate what the rest gave, then all are used."""
    sources = recipe.sources(folder)
    examples = examples_of(sources, recipe.labels)
    tried = _tried(recipe, sources, examples)
    return pruned(
        recipe.name,
        recipe.labels,
        fitted_to(examples, recipe),
        most=recipe.most,
        temperature=tried.temperature,
        temperatures=tried.temperatures,
        surest=thresholds(
            [answer for _, answer in tried.told], [message.language for message, _ in tried.told]
        ),
        known=recipe.known,
        manner=manner_of(
            examples.of(np.flatnonzero(_genuine(sources))), recipe.labels, recipe.seen
        ),
    )


def trial(recipe: Recipe, folder: Path) -> Trial:
    """Learn from four fifths of each set and answer the rest, as ``train`` does to calibrate; for
    each of the recipe's ``fifths``."""
    sources = recipe.sources(folder)
    return _tried(recipe, sources, examples_of(sources, recipe.labels))


def _tried(recipe: Recipe, sources: Sequence[Source], examples: Examples) -> Trial:
    fifth, genuine = _fifths(sources), _genuine(sources)
    scores, manner = _crossed(recipe, examples, fifth, genuine)
    asked = np.flatnonzero(np.isin(fifth, recipe.fifths) & genuine)
    labels, scores = examples.labels[asked], scores[asked]
    counts = np.concatenate([_evenly(source) for source in sources])[asked]
    messages = [message for source in sources for message in source.messages]
    messages = [messages[n] for n in asked]
    spoken = [message.language for message in messages]
    allowed = examples.allowed[asked]
    warmth = temperature(scores, labels, allowed, counts)
    own = temperatures(scores, labels, allowed, counts, spoken) if recipe.by_language else {}
    each = np.array([own.get(language, warmth) for language in spoken])
    likely = probabilities(scores / each[:, None])
    unsaid = lacked(examples)
    if unsaid is not None:
        likely = shared(likely, unsaid, manner[asked])
    told = answers(likely, labels, recipe.labels)
    return Trial(warmth, own, tuple(zip(messages, told, strict=True)))


def _crossed(
    recipe: Recipe, examples: Examples, fifth: Ints, genuine: Bools
) -> tuple[Floats, Floats]:
    """Return scores of the labels, and of the manner, by what learnt from the other fifths; 0
    outside the recipe's fifths, of copies, and where there is no manner."""
    scores, manner = np.zeros(examples.allowed.shape), np.zeros(len(fifth))
    for held in recipe.fifths:
        apart, rest = np.flatnonzero((fifth == held) & genuine), fifth != held
        fitted = fitted_to(examples.of(np.flatnonzero(rest)), recipe)
        scores[apart] = fitted.scores(examples.rows[apart])
        among = examples.of(np.flatnonzero(rest & genuine))
        learnt = manner_of(among, recipe.labels, recipe.seen)
        if learnt:
            manner[apart] = learnt.scores(examples.rows[apart])
    return scores, manner


def fitted_to(examples: Examples, recipe: Recipe) -> Fitted:
    """Fit as a recipe says."""
    ready = balanced(examples) if recipe.even else examples
    times = np.array([recipe.times.get(label, 1.0) for label in recipe.labels])
    ready = replace(ready, weights=ready.weights * times[ready.labels])
    meant = meanings() if recipe.by_meaning else None
    return fit(ready, strength=recipe.strength, seen=recipe.seen, meant=meant)


def _fifths(sources: Sequence[Source]) -> Ints:
    return np.concatenate([
        np.array(source.copies, dtype=np.int64) if source.copies else fifth_of(len(source.messages))
        for source in sources
    ])  # fmt: skip


def _genuine(sources: Sequence[Source]) -> Bools:
    """Tell messages from copies of them."""
    return np.concatenate([np.full(len(one.messages), not one.copies) for one in sources])


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
