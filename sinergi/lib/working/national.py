"""Public holidays and collective leave (*cuti bersama*) of Indonesia, from a table.

The table is made from the package ``holidays`` by ``make holidays``; a test compares both
(docs/decisions/0022-holidays.md). The government adds days within a year: offices mark those.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).parent / "words" / "holidays.csv"
COLUMNS = ("day", "collective", "name", "english")

#: Words with which the package says that a day of the moon's calendar is not announced yet.
ESTIMATED = "(perkiraan)"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off for the whole country, with its name in Indonesian and English."""

    name: str
    english: str
    collective: bool = False

    @property
    def estimated(self) -> bool:
        """True while the day is worked out, not announced."""
        return ESTIMATED in self.name


def national(year: int) -> Mapping[date, Holiday]:
    """Return the holidays of a year by day; none for a year the table does not have."""
    return _table().get(year, MappingProxyType({}))


def known_years() -> range:
    """Return the years of the table."""
    return range(min(_table()), max(_table()) + 1)


@cache
def _table() -> Mapping[int, Mapping[date, Holiday]]:
    found: dict[int, dict[date, Holiday]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["day"])
            holiday = Holiday(row["name"], row["english"], row["collective"] == "yes")
            found.setdefault(day.year, {})[day] = holiday
    return found
