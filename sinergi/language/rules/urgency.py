"""Whether someone is in danger of life right now.

Three things are weighed: what happens (flood, fire …), whether it happens now, and what calms:
the past, news, thanks, drills, negations, questions, plans, figures of speech.
"""

from __future__ import annotations

from collections.abc import Iterable

from sinergi.language.decisions import Decision
from sinergi.language.rules.matching import Hit
from sinergi.language.rules.together import found
from sinergi.language.rules.weighing import logistic, spoken

DANGERS = ("flood", "landslide", "fire", "tree", "violence", "medical")

_STEEP = 2.2
_NEEDED = 2.0  # what an event must weigh to be believed
_FURTHER = 0.3  # what a second sign of an event adds, of its weight
_MOST_FURTHER, _MOST_NOW, _MOST_CALM = 1.5, 2.2, -6.0
_SURE = 0.65
_QUIET = 0.02  # danger that a message without any sign of it may still be about


def urgency_of(text: str) -> Decision:
    """Tell ``danger`` to life from ``normal``; the words say which danger, or what calmed.

    The probability is a squashed sum of hand-made weights (``weighing``); between .35 and .65 it
    abstains, and a person should look.
    """
    message, _, hits, _ = found(text)
    hits = _meant(hits)
    events = [hit for hit in hits if hit.label in DANGERS]
    if not events:
        return Decision("normal", {"danger": _QUIET, "normal": 1 - _QUIET})
    danger = logistic(_STEEP * (_weight(events, hits) - _NEEDED))
    label = "danger" if danger > 0.5 else "normal"
    spoke = [(hit, hit.weight if label == "danger" else -hit.weight) for hit in hits]
    return Decision(
        label,
        {"danger": danger, "normal": 1 - danger},
        max(danger, 1 - danger) < _SURE,
        spoken(message, spoke),
    )


def dangers_of(text: str) -> tuple[str, ...]:
    """Return what the danger is, of ``DANGERS``, the weightiest first; empty where none is."""
    if urgency_of(text).label != "danger":
        return ()
    return _named(_meant(found(text).dangers))


def _meant(hits: list[Hit]) -> list[Hit]:
    """Leave out events that share a word with a figure of speech: in “banjir komentar, nih”."""
    said = {at for hit in hits if hit.label == "said" for at in hit.where}
    if not said:
        return hits
    return [hit for hit in hits if hit.label not in DANGERS or said.isdisjoint(hit.where)]


def _named(hits: Iterable[Hit]) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for hit in hits:
        if hit.label in DANGERS:
            weights[hit.label] = weights.get(hit.label, 0.0) + hit.weight
    return tuple(sorted(weights, key=lambda one: -weights[one]))


def _weight(events: list[Hit], hits: list[Hit]) -> float:
    each: dict[tuple[int, ...], float] = {}
    for hit in events:  # the same words may be a sign of two dangers, and are one sign
        each[hit.where] = max(hit.weight, each.get(hit.where, hit.weight))
    strongest = max(each.values())
    further = _FURTHER * (sum(each.values()) - strongest)
    now = sum(hit.weight for hit in hits if hit.label == "now")
    calm = sum(hit.weight for hit in hits if hit.label == "calm")
    return strongest + min(further, _MOST_FURTHER) + min(now, _MOST_NOW) + max(calm, _MOST_CALM)
