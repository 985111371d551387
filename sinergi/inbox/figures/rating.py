"""What reviews rate an office: how many of each kind, and the mean of the stars with its n."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from sinergi.inbox.models import Conversation, Rating

#: Below this a mean says nothing.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Rated:
    """How many reviews of each rating; all of them, in the order of ``Rating``."""

    numbers: Mapping[str, int]

    @property
    def n(self) -> int:
        return sum(self.numbers.values())

    @property
    def starred(self) -> int:
        return sum(self._stars.values())

    @property
    def mean(self) -> float | None:
        """The mean of the stars; None where fewer than ``FEWEST`` gave any."""
        if self.starred < FEWEST:
            return None
        return round(sum(int(one) * n for one, n in self._stars.items()) / self.starred, 1)

    @property
    def lines(self) -> list[tuple[str, str, int]]:
        """Rating, its words in the reader's language, how many; without those nobody gave."""
        return [(one.value, str(one.label), n) for one in Rating if (n := self.numbers[one.value])]

    @property
    def _stars(self) -> dict[str, int]:
        return {one: n for one, n in self.numbers.items() if one.isdigit()}


def rated(came: QuerySet[Conversation]) -> Rated:
    """Count the reviews among conversations by what they rate us now."""
    rows = came.exclude(rating="").order_by().values_list("rating").annotate(Count("pk"))
    found = dict(rows)
    return Rated({one.value: found.get(one.value, 0) for one in Rating})
