"""Decisions about labels and models. Plain values in, plain values out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

from sinergi.lib.text import No, say

#: What people call each head; they can correct all of them.
HEADS: Mapping[str, str] = {
    "topic": say("Topic"),
    "kind": say("Kind of message"),
    "sentiment": say("Sentiment"),
    "urgency": say("Urgency"),
    "language": say("Language of the text"),
    "place": say("Place"),
    "spam": say("Spam"),
}

#: Labels with a fixed meaning, and what people call them. Topics and places are an office's own.
LABELS: Mapping[str, Mapping[str, str]] = {
    "sentiment": {
        "negative": say("negative"),
        "neutral": say("neutral"),
        "positive": say("positive"),
    },
    "spam": {"judol": say("gambling advertisement"), "normal": say("no spam")},
    "kind": {
        "question": say("question"),
        "complaint": say("complaint"),
        "praise": say("praise"),
        "other": say("something else"),
    },
    "urgency": {"danger": say("danger to life"), "normal": say("no danger")},
    "language": {
        "ind": say("Indonesian"),
        "sun": say("Sundanese"),
        "jav": say("Javanese"),
        "bew": say("Betawi"),
        "eng": say("English"),
        "other": say("another language"),
    },
}

#: Heads that an office trains on its own labels. A place is looked up by its names, of which an
#: office adds its own (``naming``).
TRAINED = ("topic", "kind", "sentiment", "urgency", "language", "spam")

LONGEST_LABEL = 60

#: One label of so many is set apart for the frozen test.
FROZEN_OF = 5

#: A model is trained on no fewer labels, with so many of a label, and tested on no fewer.
FEWEST, FEWEST_OF_EACH, FEWEST_FROZEN = 30, 4, 8

#: How many texts a round has.
ROUND_SIZES = (25, 50)


def checked_label(head: str, label: str, taken: Iterable[str] = ()) -> str:
    """Return a label in its one spelling. Raises No for one that the head does not know; ``taken``
    are other words for its labels, which the sentence names first."""
    label = " ".join(label.split())
    if head not in HEADS or not label or len(label) > LONGEST_LABEL:
        raise No(say("Choose what it is."))
    known = LABELS.get(head)
    if known is not None and label.casefold() not in known:
        raise No(
            say("{label} is none of: {known}."), label=label, known=", ".join([*taken, *known])
        )
    return label if known is None else label.casefold()


def is_frozen(text_id: int, head: str) -> bool:
    """Decide by lot, always the same for a text and head, whether a label is set apart."""
    return zlib.crc32(f"{head}:{text_id}".encode()) % FROZEN_OF == 0


def check_enough(labels: Sequence[str], frozen: int) -> None:
    """Raise No where there is too little to learn from."""
    counts = {label: labels.count(label) for label in set(labels)}
    if len([n for n in counts.values() if n >= FEWEST_OF_EACH]) < 2 or len(labels) < FEWEST:
        raise No(
            say(
                "There are {num} labels to learn from. At least {fewest} are needed, of two or "
                "more kinds with {each} each."
            ),
            num=len(labels),
            fewest=FEWEST,
            each=FEWEST_OF_EACH,
        )
    if frozen < FEWEST_FROZEN:
        raise No(
            say("{num} labels are set apart for the test; at least {fewest} are needed."),
            num=frozen,
            fewest=FEWEST_FROZEN,
        )


@dataclass(frozen=True, slots=True)
class Shares:
    """Two figures of the frozen test, from 0 to 1."""

    new: float
    before: float


def frozen_shares(figures: Mapping[str, Any]) -> Shares:
    """Return the macro-F1 of a model and of what it would replace, on the same frozen labels."""
    frozen = figures["frozen"]
    return Shares(float(frozen["new"]["f1"]), float(frozen["before"]["f1"]))


def check_promotion(figures: Mapping[str, Any]) -> None:
    """Raise No where the frozen test drops."""
    shares = frozen_shares(figures)
    if shares.new < shares.before:
        raise No(
            say(
                "The frozen test drops: {new} after {before} % (macro-F1). What reads now stays; "
                "label more and train again."
            ),
            new=percent(shares.new),
            before=percent(shares.before),
        )


def percent(share: float) -> str:
    """Return a share from 0 to 1 as per cent with one digit, as the reader's language spells it."""
    return number_format(round(100 * share, 1), 1)
