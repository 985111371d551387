"""In which hours of a week posts of an account did better than its usual. Plain values.

A post is held against the median of those that went out around it (``AROUND``), at the same age: so
an account that grows, or a season, is no hour. If hours made no difference, the posts of some hours
would stand among all posts, ordered by how many times their usual they got, as if drawn blindly;
the chance that they stand so high or higher is that of the rank sum (Wilcoxon, Mann and Whitney;
one side, ties counted, by the normal distribution). Several hours are looked at, so each chance is
multiplied by how many (Bonferroni): where there is nothing but noise, fewer than one account in
twenty gets any hint.

It says when posts did better, and not why: what was said then counts, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, median, quantiles

#: Hours of a band; it begins at an even hour.
WIDTH = 2
#: Below so many posts nothing is said of an account, and of a band below so many of its own.
NEEDED, FEWEST = 30, 8
#: How likely any hint may be where hours make no difference: below the twentieth that is promised,
#: since the far end of the normal distribution is a little thin for few posts.
SURE = 0.04
#: So many bands are told, the surest first.
MOST = 3
#: With how many posts nearest in time a post is compared.
AROUND = 30
#: Where something lies in a week: on a weekday or not, and the first hour of its band.
Place = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class Post:
    """What a post got. ``weekday``: Monday is 0; ``hour`` by the wall clock of its office."""

    weekday: int
    hour: int
    value: int


@dataclass(frozen=True, slots=True)
class Band:
    """Hours ``first`` to ``end`` of weekdays (``rest``: of Saturday and Sunday) with ``n`` posts,
    ``above`` of them above; the middle half of them got ``low`` to ``high`` times what is usual.
    """

    rest: bool
    first: int
    n: int
    above: int
    ratio: float
    low: float
    high: float
    chance: float

    @property
    def end(self) -> int:
        return self.first + WIDTH


def place(weekday: int, hour: int) -> Place:
    return weekday >= 5, hour - hour % WIDTH


def better(posts: Sequence[Post]) -> list[Band]:
    """Return the bands in which posts (in the order they went out) did better, surest first."""
    if len(posts) < NEEDED:
        return []
    usual = around([post.value for post in posts])
    times = [post.value / max(middle, 1) for post, middle in zip(posts, usual, strict=True)]
    by_place = defaultdict[Place, list[int]](list)
    for number, post in enumerate(posts):
        by_place[place(post.weekday, post.hour)].append(number)
    tried = {where: rows for where, rows in by_place.items() if len(rows) >= FEWEST}
    standing, ties = ranks(times)
    found = []
    for where, rows in tried.items():
        chance = len(tried) * tail([standing[number] for number in rows], len(posts), ties)
        if chance <= SURE:
            above = sum(posts[number].value > usual[number] for number in rows)
            found.append(_band(where, [times[number] for number in rows], above, chance))
    return sorted(found, key=lambda band: (band.chance, band.rest, band.first))[:MOST]


def _band(where: Place, times: Sequence[float], above: int, chance: float) -> Band:
    low, middle, high = quantiles(times, n=4, method="inclusive")
    return Band(*where, len(times), above, middle, low, high, chance)


def around(values: Sequence[int]) -> list[float]:
    """Return for each value the median of the ``AROUND`` others nearest to it in order."""
    found, last = [], len(values) - 1
    for number in range(len(values)):
        start = max(0, min(number - AROUND // 2, last - AROUND))
        near = [*values[start:number], *values[number + 1 : start + AROUND + 1]]
        found.append(float(median(near)))
    return found


def ranks(values: Sequence[float]) -> tuple[list[float], int]:
    """Return the rank of each value from 1 on, the middle one for equals; and how much is tied:
    the sum of t³ - t over groups of t equals.
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    found, ties, start = [0.0] * len(values), 0, 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            found[place] = (start + 1 + end) / 2
        ties += (end - start) ** 3 - (end - start)
        start = end
    return found, ties


def tail(drawn: Sequence[float], total: int, ties: int) -> float:
    """Return how likely ranks with so high a sum or a higher one are drawn from ``total`` ranks."""
    n = len(drawn)
    spread = n * (total - n) / 12 * (total + 1 - ties / (total * (total - 1)))
    if spread <= 0:
        return 1.0
    far = (sum(drawn) - n * (total + 1) / 2 - 0.5) / sqrt(spread)
    return 1 - NormalDist().cdf(far)
