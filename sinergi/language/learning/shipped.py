"""Train the heads that come with the program, from a folder of the sets.

What was tried and measured is told in docs/language/model-card.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sinergi.language.figures import Answer
from sinergi.language.learning import sets
from sinergi.language.learning.calibrating import answers, probabilities, temperature, thresholds
from sinergi.language.learning.fitting import Bools, Examples, Fitted, balanced, fit
from sinergi.language.learning.manner import manner_of, shared
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.rows import Floats, rows_of
from sinergi.language.learning.sets import (
    FOUR,
    LANGUAGES,
    OTHER,
    OTHERS,
    SENTIMENTS,
    SPAM,
    TRANSLATED,
    Labelled,
)
from sinergi.language.weights import Weights


@dataclass(frozen=True, slots=True)
class Source:
    """A set within a head's examples.

    Parameters
    ----------
    messages
        Its messages, labelled as the head labels.
    weight
        How much each counts.
    blind
        Labels that do not occur in the set: its messages say nothing of them.
    """

    messages: Sequence[Labelled]
    weight: float = 1.0
    blind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """A head: what it is learnt from, and how."""

    name: str
    labels: tuple[str, ...]
    sources: Callable[[Path], Sequence[Source]]
    most: int
    strength: float = 3.0
    even: bool = True
    seen: int = 1
    known: float = 0.0


def sentiment(folder: Path) -> list[Source]:
    """NusaTranslation knows no neutral: it only chooses between the others, in a manner of
    writing that is told apart (``manner``)."""
    return [
        Source(sets.smsa(folder)),
        *[Source(sets.nusax(folder, language), 3.0) for language in FOUR],
        *[Source(sets.translated(folder, name), 0.3, ("neutral",)) for name in TRANSLATED],
    ]


def spam(folder: Path) -> list[Source]:
    """A's labels are wrong in about 3 of 100: it counts less."""
    return [Source(sets.judol(folder, "B")), Source(sets.judol(folder, "A"), 0.1)]


def language(folder: Path) -> list[Source]:
    """Languages that few write here are one label. Of the large sets a part is enough; ordinary
    comments of B show how Indonesian is chatted, which is not yet Betawi."""
    every = [Source(_spoken(sets.nusax(folder, name))) for name in (*FOUR, *OTHERS)]
    translated = [_spoken(sets.translated(folder, name)) for name in TRANSLATED]
    chatted = [m for m in sets.judol(folder, "B") if m.label == "normal"]
    return [
        *every,
        *[Source(messages[::2], 0.5) for messages in translated],
        Source(_spoken(sets.smsa(folder))[::5]),
        Source(_spoken(chatted)[::8]),
    ]


def _spoken(messages: Sequence[Labelled]) -> list[Labelled]:
    return [replace(m, label=m.language if m.language in LANGUAGES else OTHER) for m in messages]


RECIPES = (
    Recipe("sentiment", SENTIMENTS, sentiment, most=90_000, seen=2, known=0.3),
    Recipe("spam", SPAM, spam, most=100_000, strength=30.0, even=False),
    Recipe("language", LANGUAGES, language, most=60_000, strength=30.0, known=0.3),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """How a head did on the middle fifth of each set when it had learnt from the rest."""

    temperature: float
    told: tuple[tuple[Labelled, Answer], ...]


def train(recipe: Recipe, folder: Path) -> Weights:
    """Train one head: a fifth of each set calibrates what the rest gave, then all are used."""
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
    """Learn from four fifths of each set and answer the rest, as ``train`` does to calibrate."""
    sources = recipe.sources(folder)
    return _tried(recipe, sources, examples_of(sources, recipe.labels))


def _tried(recipe: Recipe, sources: Sequence[Source], examples: Examples) -> Trial:
    held = np.concatenate([middle_fifth(len(source.messages)) for source in sources])
    apart, rest = examples.of(held), examples.of(~held)
    scores = _fitted(rest, recipe).scores(apart.rows)
    counts = np.concatenate([_evenly(source) for source in sources])[held]
    warmth = temperature(scores, apart.labels, apart.allowed, counts)
    likely = probabilities(scores, warmth)
    manner = manner_of(rest, recipe.labels, recipe.seen)
    if manner:
        place = recipe.labels.index(manner.unsaid)
        likely = shared(likely, place, manner.scores(apart.rows))
    told = answers(likely, apart.labels, recipe.labels)
    messages = [message for source in sources for message in source.messages]
    asked = [message for message, out in zip(messages, held, strict=True) if out]
    return Trial(warmth, tuple(zip(asked, told, strict=True)))


def _fitted(examples: Examples, recipe: Recipe) -> Fitted:
    ready = balanced(examples) if recipe.even else examples
    return fit(ready, strength=recipe.strength, seen=recipe.seen)


def middle_fifth(count: int) -> Bools:
    """Return which of so many are in the middle fifth. The sets that are translations of each
    other have their sentences in one order: a sentence is on one side in all of them."""
    place = np.arange(count) * 5 // max(count, 1)
    found: Bools = place == 2
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
