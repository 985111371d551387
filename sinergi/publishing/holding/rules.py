"""What a hold stops, and what of it is stale. Plain values in, plain values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sinergi.lib.text import No, say

#: Due longer ago than this is stale whatever it says.
LONG_AGO = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when an office stood still; no end: it still does. ``until`` ends it, too."""

    unit: int
    since: datetime
    ended: datetime | None = None
    until: datetime | None = None

    def over(self, now: datetime) -> datetime | None:
        """Return when it ended, where it has by now."""
        ends = [end for end in (self.ended, self.until) if end is not None and end <= now]
        return min(ends, default=None)

    def stops(self, due: datetime, now: datetime) -> bool:
        """True when what was due then may not go out now by itself.

        What was due before the end waits for a person, also after it: nothing bursts out.
        """
        if self.since > now:
            return False
        over = self.over(now)
        return over is None or over > due


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
DATE = re.compile(
    rf"(?<![\w/])(\d{{1,2}})\s+({'|'.join(MONTHS)})\b\.?(?:\s+(\d{{4}}))?", re.IGNORECASE
)
NUMBERS = re.compile(r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\w/])")
#: Words that mean the day on which they are read, or one near it.
NEAR = re.compile(
    r"(?<!\w)(?:hari ini|(?:pagi|siang|sore|malam) ini|nanti (?:siang|sore|malam)|besok|lusa"
    r"|(?:sebentar|beberapa jam) lagi|minggu ini|pekan ini|akhir pekan"
    r"|today|tonight|tomorrow|this (?:morning|afternoon|evening|week|weekend))(?!\w)",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"(?<!\w)(?:hari )?(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu)(?!\w)", re.IGNORECASE
)


def stale(text: str, *, due: datetime, now: datetime, day: date, today: date) -> Iterator[No]:
    """Yield why a text may be out of date now; ``day`` and ``today`` are local dates of the two."""
    if now - due > LONG_AGO:
        yield No(say("It was due {days} days ago."), days=(now - due).days)
    if day != today and (near := NEAR.search(text) or DAYS.search(text)):
        yield No(say("It says “{words}”, as it was written for another day."), words=near.group())
    for words, named in dates(text, day):
        if named < today:
            yield No(say("The day it names is over: {words}."), words=words)
            return


def dates(text: str, near: date) -> Iterator[tuple[str, date]]:
    """Yield the dates a text names, as it spells them; one without a year lies near a day."""
    for found in DATE.finditer(text):
        day, month, year = found.groups()
        yield from _real(
            found.group(), year and int(year), MONTHS[month.casefold()], int(day), near
        )
    for found in NUMBERS.finditer(text):
        day, month, year = found.groups()
        yield from _real(found.group(), int(year), int(month), int(day), near)


def _real(
    words: str, year: int | str | None, month: int, day: int, near: date
) -> Iterator[tuple[str, date]]:
    years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
    able = []
    for one in years:
        try:
            able.append(date(one, month, day))
        except ValueError:
            continue
    if able:
        yield words, min(able, key=lambda found: abs(found - near))
