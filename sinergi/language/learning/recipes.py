"""The heads that come with the program: of which sets each is made, and how.

What was tried and measured is told in docs/language/model-card.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sinergi.language.learning import sets
from sinergi.language.learning.rows import fifth_of
from sinergi.language.learning.sets import Labelled
from sinergi.language.learning.wording import dictionary, in_english


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
    copies
        Where they are copies of another set's messages, or we wrote them: in which fifth each of
        those is. They are learnt from on its side of a split, and nothing is measured by them.
    """

    messages: Sequence[Labelled]
    weight: float = 1.0
    blind: tuple[str, ...] = ()
    copies: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """A head: what it is learnt from, and how.

    Parameters
    ----------
    name, labels, sources
        Which head, what it tells apart, and the sets in a folder.
    most
        Features that are kept.
    strength, seen
        As in ``fit``.
    even
        Whether labels count the same, however many messages have them.
    times
        How much more than the others a label counts: one that is found too seldom.
    known
        As in ``Facts``.
    fifths
        Which fifths of the sets, from 0, are answered in turn by what learnt from the rest, to
        calibrate: the middle one, or every one where there are few messages of a language.
    by_language
        Whether each language has a temperature of its own.
    by_meaning
        Whether words that mean the same share what is learnt of them (``meanings``).
    """

    name: str
    labels: tuple[str, ...]
    sources: Callable[[Path], Sequence[Source]]
    most: int
    strength: float = 3.0
    even: bool = True
    times: Mapping[str, float] = field(default_factory=dict)
    seen: int = 1
    known: float = 0.0
    fifths: tuple[int, ...] = (2,)
    by_language: bool = False
    by_meaning: bool = False


def sentiment(folder: Path) -> list[Source]:
    """NusaTranslation knows no neutral: it only chooses between the others, in a manner of
    writing that is told apart (``manner``). Every other message of SmSA says in English words,
    too, what it says. What is praised by denying something bad is seldom in any: we wrote some."""
    smsa = sets.smsa(folder)
    denials = sets.denials()
    return [
        Source(smsa),
        *[Source(sets.nusax(folder, language), 3.0) for language in sets.FOUR],
        *[Source(sets.translated(folder, name), 0.6, ("neutral",)) for name in sets.TRANSLATED],
        Source(_worded(smsa[::2]), 0.6, copies=fifth_of(len(smsa))[::2].tolist()),
        Source(denials, 1.0, copies=fifth_of(len(denials)).tolist()),
    ]


def _worded(messages: Sequence[Labelled]) -> list[Labelled]:
    """Return messages in English words; of words that have several, in turn."""
    words = dictionary()
    return [
        replace(m, text=in_english(m.text, turn, words), language="eng")
        for turn, m in enumerate(messages)
    ]


def spam(folder: Path) -> list[Source]:
    """A's labels are wrong in about 3 of 100: it counts less. Both are comments on videos; what is
    written at length about places and services is no gambling either. Few of them offer gambling
    without the name of a site, and hardly any speaks of it as a resident does: we wrote some, of
    which offers count little (with more, an error in 500 more on B)."""
    offers, ordinary = (
        [m for m in sets.offers() if m.label == label] for label in ("judol", "normal")
    )
    longer = [replace(m, label="normal") for m in sets.smsa(folder)[::3]]
    return [
        Source(sets.judol(folder, "B")),
        Source(sets.judol(folder, "A"), 0.1),
        Source(longer, 0.5),
        Source(offers, 0.1, copies=fifth_of(len(offers)).tolist()),
        Source(ordinary, 3.0, copies=fifth_of(len(ordinary)).tolist()),
    ]


def language(folder: Path) -> list[Source]:
    """Languages that few write here are one label. Of the large sets a part is enough; ordinary
    comments of B show how Indonesian is chatted, which is not yet Betawi."""
    every = [Source(_spoken(sets.nusax(folder, name))) for name in (*sets.FOUR, *sets.OTHERS)]
    translated = [_spoken(sets.translated(folder, name)) for name in sets.TRANSLATED]
    chatted = [m for m in sets.judol(folder, "B") if m.label == "normal"]
    return [
        *every,
        *[Source(messages[::2], 0.5) for messages in translated],
        Source(_spoken(sets.smsa(folder))[::5]),
        Source(_spoken(chatted)[::8]),
    ]


def _spoken(messages: Sequence[Labelled]) -> list[Labelled]:
    return [
        replace(m, label=m.language if m.language in sets.LANGUAGES else sets.OTHER)
        for m in messages
    ]


RECIPES = (
    Recipe(
        "sentiment",
        sets.SENTIMENTS,
        sentiment,
        most=99_000,
        times={"neutral": 1.15},
        seen=2,
        known=0.3,
        fifths=(0, 1, 2, 3, 4),
        by_language=True,
        by_meaning=True,
    ),
    Recipe(
        "spam",
        sets.SPAM,
        spam,
        most=100_000,
        strength=30.0,
        even=False,
        times={"judol": 4.0},
        known=0.3,
    ),
    Recipe("language", sets.LANGUAGES, language, most=60_000, strength=30.0, known=0.3),
)
