"""Decisions about figures. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

#: Up to which age a post is looked at how often: most of what happens to it happens at once.
STEPS = ((DAY, HOUR), (7 * DAY, 6 * HOUR), (30 * DAY, DAY))
#: The same where the network charges for every look.
CHARGED = ((30 * DAY, DAY),)
#: Posts older than this are not looked at any more.
OLDEST = STEPS[-1][0]

#: How often the account's own figures are asked for.
ACCOUNT_EVERY = DAY

#: The wait of an account whose budget is used up.
POOR = 6 * HOUR

#: A figure whose moment is so near the moment of asking is a reading, no figure of a past day.
READING = HOUR

#: A figure that nobody has confirmed for so long is marked as old.
STALE = 3 * DAY

#: The parts of engagement (the sum of what people did), by the names networks give them.
PARTS = {
    "likes": ("likes",),
    "replies": ("replies", "comments"),
    "shares": ("shares", "reposts"),
    "quotes": ("quotes",),
    "saves": ("saves", "bookmarks"),
}
#: What engagement is divided by, each a definition of its own: they must not be compared.
BASES = {"reach": ("reach",), "views": ("views", "impressions")}


def looks(age: timedelta, *, charged: bool = False) -> int:
    """Return how many looks at a post lie before this age of it."""
    count, start = 0, timedelta(0)
    for end, every in CHARGED if charged else STEPS:
        count += max(min(age, end) - start, timedelta(0)) // every
        start = end
    return count


def is_due(sent: datetime, last: datetime | None, now: datetime, *, charged: bool = False) -> bool:
    """True when a look at a post fell due since the last one at its account."""
    before = looks(last - sent, charged=charged) if last else 0
    return looks(now - sent, charged=charged) > before


def next_look(sent: datetime, now: datetime, *, charged: bool = False) -> datetime | None:
    """Return when a post is looked at next after ``now``; nothing when it is too old."""
    age, start = max(now - sent, timedelta(0)), timedelta(0)
    for end, every in CHARGED if charged else STEPS:
        if age < end:
            return sent + start + ((age - start) // every + 1) * every
        start = end
    return None


def wait(failures: int, asked: timedelta | None) -> timedelta:
    """Return how long to wait after so many failures in a row: as the network asks, up to a day."""
    return min(max(HOUR * (1 << min(failures, 5)), asked or timedelta(0)), DAY)


def is_reading(at: datetime, now: datetime) -> bool:
    return abs(now - at) < READING


def age(seen: datetime, now: datetime) -> timedelta:
    """Return how long ago a figure was last confirmed."""
    return max(now - seen, timedelta(0))


def is_stale(seen: datetime, now: datetime) -> bool:
    return age(seen, now) > STALE


@dataclass(frozen=True, slots=True)
class Engagement:
    """Engagement with everything it is made of. ``parts`` are the figures that were known.

    ``share`` is ``total / base``; ``by`` names the base: "reach", "views" or "followers".
    """

    parts: tuple[tuple[str, int], ...]
    total: int
    by: str
    base: int

    @property
    def share(self) -> float:
        return self.total / self.base


def engagement(figures: Mapping[str, int], followers: int | None) -> tuple[Engagement, ...]:
    """Return the engagement of a post by each base that is known, the strictest first.

    Three definitions are in use in Indonesian offices (by reach, by views, by followers), and
    they give different numbers for the same post: each is told with its parts. Nothing is told
    where no part or no base is known.
    """
    parts = tuple(
        (name, figures[name])
        for names in PARTS.values()
        if (name := next((n for n in names if n in figures), ""))
    )
    known = {by: _first(figures, names) for by, names in BASES.items()} | {"followers": followers}
    total = sum(value for _, value in parts)
    return tuple(Engagement(parts, total, by, base) for by, base in known.items() if parts and base)


def _first(figures: Mapping[str, int], names: tuple[str, ...]) -> int | None:
    return next((figures[name] for name in names if name in figures), None)


#: The day by what people do then: asleep, on the way, at work, on the way home, at home.
BANDS = ((0, 5), (5, 9), (9, 15), (15, 18), (18, 24))
#: Fewer posts than this say nothing of what is usual.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Usual:
    """The median of ``n`` posts, and between what the middle half of them lies."""

    median: float
    low: float
    high: float
    n: int

    def standing(self, value: int) -> str:
        """Return "more" or "less" for a value outside the middle half, else "usual"."""
        if value > self.high:
            return "more"
        return "less" if value < self.low else "usual"


def band(hour: int) -> tuple[int, int]:
    """Return the band of hours an hour (0 to 23) lies in: its first, and the one after its last."""
    return next(found for found in BANDS if found[0] <= hour < found[1])


def usual(values: Sequence[int]) -> Usual | None:
    """Return what is usual among values of posts; nothing where they are too few."""
    if len(values) < FEWEST:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Usual(middle, low, high, len(values))
