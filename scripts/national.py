"""Make the table of Indonesia's holidays anew from the package ``holidays``: `make holidays`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

import holidays

from sinergi.lib.working.national import COLUMNS, TABLE

#: Years of the table. The government's days are known for two years ahead, the rest is worked out.
YEARS = range(2015, 2041)

Row = tuple[str, str, str, str]


def rows() -> Iterator[Row]:
    """Yield the table's rows, by day. A public holiday stands above collective leave."""
    for year in YEARS:
        public, collective = _days(year, "public"), _days(year, "government")
        english = _days(year, "government", "en_US") | _days(year, "public", "en_US")
        for day, name in sorted((collective | public).items()):
            yield day, "no" if day in public else "yes", name, english[day]


def write(file: TextIO) -> None:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(rows())


def _days(year: int, category: str, language: str = "id") -> dict[str, str]:
    found = holidays.country_holidays("ID", years=year, categories=category, language=language)
    return {day.isoformat(): name for day, name in found.items()}


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as output:
        write(output)
