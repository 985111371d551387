"""Which texts to label next: those a model is least sure of, unlike each other, and some by lot."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

#: This share of a round is drawn at random, so that the test says how all messages fare.
BY_LOT = 0.2

#: Among so many times the wanted number the unlike ones are looked for.
WIDE = 4

#: Texts that share more of their words are alike.
ALIKE = 0.6

#: A text, its words, and what was decided of it: as ``Text.decisions`` has it, or empty.
Candidate = tuple[int, str, Mapping[str, Any]]


def choose(
    candidates: Sequence[Candidate], size: int, chance: random.Random
) -> list[tuple[int, bool]]:
    """Return ids of texts, each with whether it was drawn at random; in an order of chance."""
    drawn = chance.sample(candidates, min(round(size * BY_LOT), len(candidates)))
    lot = {one[0] for one in drawn}
    unsure = sorted(
        (one for one in candidates if one[0] not in lot), key=lambda one: margin(one[2])
    )
    wanted = size - len(drawn)
    picked = _unlike(unsure[: wanted * WIDE], wanted)
    found = [(one[0], True) for one in drawn] + [(one[0], False) for one in picked]
    chance.shuffle(found)
    return found


def margin(decision: Mapping[str, Any]) -> float:
    """Return how far the most probable label is ahead, from 0 to 1; nothing decided: 0."""
    shares = sorted(decision.get("probabilities", {}).values(), reverse=True)
    if len(shares) < 2:
        return 1.0 if shares else 0.0
    return float(shares[0] - shares[1])


def _unlike(ranked: Sequence[Candidate], wanted: int) -> list[Candidate]:
    """Take from the least sure on what is unlike all that was taken; fill up with the others."""
    taken: list[Candidate] = []
    words: list[frozenset[str]] = []
    rest: list[Candidate] = []
    for one in ranked:
        mine = frozenset(one[1].casefold().split())
        if len(taken) < wanted and not any(_alike(mine, other) for other in words):
            taken.append(one)
            words.append(mine)
        else:
            rest.append(one)
    return taken + rest[: wanted - len(taken)]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one | other)
    return bool(both) and len(one & other) / both > ALIKE
