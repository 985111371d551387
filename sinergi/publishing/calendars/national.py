"""National days that are no holidays: a list that is shipped, and what a tree of offices says.

They come each year on the same day and are marked, not off. Each has the decree it rests on, or
none that is known here.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language

from sinergi.publishing.models import NationalDay
from sinergi.units import rules
from sinergi.units.models import Unit

TABLE = Path(__file__).parent / "words" / "national_days.csv"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Day:
    """``basis`` is "" where none is known. ``own``: said by the tree; ``dropped``: not marked."""

    month: int
    day: int
    name: str
    english: str
    basis: str
    own: bool = False
    dropped: bool = False

    @property
    def called(self) -> str:
        return self.name if (get_language() or "").startswith("id") else self.english or self.name

    @property
    def key(self) -> str:
        return f"{self.month:02}-{self.day:02} {self.name}"

    @property
    def written(self) -> str:
        """Return the day as "28 Oktober"; 2028 has all days."""
        return date_format(date(2028, self.month, self.day), "j F")


@cache
def shipped() -> Sequence[Day]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Day(int(row["day"][:2]), int(row["day"][3:]), row["name"], row["english"], row["basis"])
            for row in csv.DictReader(file)
        ]


def listed(unit: Unit) -> list[Day]:
    """Return all days as they hold in an office, also those that its tree dropped."""
    found = {(one.month, one.day, one.name): one for one in shipped()}
    for row in NationalDay.objects.filter(unit=top_of(unit)):
        place = (row.month, row.day, row.name)
        english = found[place].english if place in found else ""
        found[place] = Day(*place, english, row.basis, own=True, dropped=row.dropped)
    return [found[place] for place in sorted(found)]


def of(unit: Unit) -> Mapping[Place, Sequence[Day]]:
    """Return the days that are marked in an office, by month and day."""
    marked = defaultdict[Place, list[Day]](list)
    for one in listed(unit):
        if not one.dropped:
            marked[one.month, one.day].append(one)
    return marked


def top_of(unit: Unit) -> int:
    return rules.way(unit.path)[0]
