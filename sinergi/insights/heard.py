"""In which hours of a week the public writes to an office. Plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

from sinergi.insights import bands

#: Hours in which people are up: what the public writes is compared within them.
AWAKE = range(6, 22)
#: So many times the public must have written, in all; so many bands are told.
HEARD, TOLD = 30, 2


@dataclass(frozen=True, slots=True)
class Heard:
    """Hours in which the public wrote ``n`` times."""

    rest: bool
    first: int
    n: int
    chance: float

    @property
    def end(self) -> int:
        return self.first + bands.WIDTH


def heard(times: Iterable[tuple[int, int]]) -> tuple[int, list[Heard]]:
    """Return how often the public wrote while people are up, and the bands in which it did most.

    ``times`` are weekdays and hours. A band is told where so many would seldom come if they came
    evenly (``bands.SURE``).
    """
    by_place = defaultdict[bands.Place, int](int)
    for weekday, hour in times:
        if hour in AWAKE:
            by_place[bands.place(weekday, hour)] += 1
    total = sum(by_place.values())
    if total < HEARD:
        return total, []
    return total, _most(by_place, total)


def _most(by_place: Mapping[bands.Place, int], total: int) -> list[Heard]:
    number = 2 * len(AWAKE) // bands.WIDTH
    found = []
    for (rest, first), n in by_place.items():
        even = bands.WIDTH * (2 if rest else 5) / (7 * len(AWAKE))
        chance = min(1.0, number * binomial(n, total, even))
        if chance <= bands.SURE:
            found.append((n / even, Heard(rest, first, n, chance)))
    found.sort(key=lambda one: (-one[0], one[1].rest, one[1].first))
    return [one for _rate, one in found[:TOLD]]


def binomial(hits: int, tries: int, share: float) -> float:
    """Return how likely ``hits`` or more of ``tries`` are, each with the chance ``share``."""
    logs = (
        lgamma(tries + 1) - lgamma(k + 1) - lgamma(tries - k + 1)
        + k * log(share) + (tries - k) * log1p(-share)
        for k in range(hits, tries + 1)
    )  # fmt: skip
    return min(1.0, sum(map(exp, logs)))
