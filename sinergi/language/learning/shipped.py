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
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.rows import Ints, rows_of
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
        Labels that the set does not tell from others: its messages say nothing of them ...
    open
        ... except every so manieth of them (0: none).
    """

    messages: Sequence[Labelled]
    weight: float = 1.0
    blind: tuple[str, ...] = ()
    open: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A head: what it is learnt from, and how."""

    name: str
    labels: tuple[str, ...]
    sources: Callable[[Path], Sequence[Source]]
    most: int
    strength: float = 3.0
    even: bool = True
    known: float = 0.0


def sentiment(folder: Path) -> list[Source]:
    """NusaTranslation knows no neutral: nine tenths of it only choose between the others."""
    return [
        Source(sets.smsa(folder)),
        *[Source(sets.nusax(folder, language), 2.0) for language in FOUR],
        *[Source(sets.translated(folder, name), 0.3, ("neutral",), 10) for name in TRANSLATED],
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
    Recipe("sentiment", SENTIMENTS, sentiment, most=100_000, known=0.3),
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
    )


def trial(recipe: Recipe, folder: Path) -> Trial:
    """Learn from four fifths of each set and answer the rest, as ``train`` does to calibrate."""
    sources = recipe.sources(folder)
    return _tried(recipe, sources, examples_of(sources, recipe.labels))


def _tried(recipe: Recipe, sources: Sequence[Source], examples: Examples) -> Trial:
    held = np.concatenate([middle_fifth(len(source.messages)) for source in sources])
    apart = examples.of(held)
    scores = _fitted(examples.of(~held), recipe).scores(apart.rows)
    warmth = temperature(scores, apart.labels, apart.allowed)
    told = answers(probabilities(scores, warmth), apart.labels, recipe.labels)
    messages = [message for source in sources for message in source.messages]
    asked = [message for message, out in zip(messages, held, strict=True) if out]
    return Trial(warmth, tuple(zip(asked, told, strict=True)))


def _fitted(examples: Examples, recipe: Recipe) -> Fitted:
    ready = balanced(examples) if recipe.even else examples
    return fit(ready, strength=recipe.strength)


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
        kinds=np.concatenate([_kinds(source) for source in sources]),
    )


def _open(source: Source) -> Bools:
    """Return which messages of a set count against every label."""
    count = len(source.messages)
    if not source.blind:
        return np.ones(count, bool)
    found: Bools = np.arange(count) % source.open == 0 if source.open else np.zeros(count, bool)
    return found


def _allowed(source: Source, labels: Sequence[str]) -> Bools:
    told = np.array([label not in source.blind for label in labels])
    return told[None, :] | _open(source)[:, None]


def _kinds(source: Source) -> Ints:
    """0 for sets that tell all labels apart; 1 and 2 for the two ways others count."""
    kind: Ints = (
        np.where(_open(source), 2, 1) if source.blind else np.zeros(len(source.messages), int)
    )
    return kind
