"""Numbers and days as exports write them. What is empty is nothing, never 0."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from sinergi.lib.text import No, say

#: What exports write where there is no figure. "undefined" is TikTok Studio's word for it.
NOTHING = {"", "-", "–", "—", "n/a", "na", "null", "none", "undefined", "nan"}

#: What exports write in the column of days where a figure is that of all time.
ALL_TIME = {"lifetime", "total", "totals", "seumur hidup", "jumlah"}

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb peb", "mar", "apr", "mei may", "jun", "jul", "agu agt aug ags", "sep",
         "okt oct", "nov nop", "des dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip

LARGEST = 10**15


def number(cell: str, decimal: str) -> Decimal | None:
    """Return a number, or nothing for an empty cell. ``decimal`` is "dot" or "comma".

    Raises No for what is no number, is below 0, or has thousands in the wrong places.
    """
    plain = cell.strip().strip("%").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if plain.casefold() in NOTHING:
        return None
    thousands, point = (",", ".") if decimal == "dot" else (".", ",")
    t, p = re.escape(thousands), re.escape(point)
    if not re.fullmatch(rf"(\d+|\d{{1,3}}({t}\d{{3}})+)({p}\d+)?", plain):
        raise No(say("“{cell}” is not a number as this file writes them"), cell=cell[:40])
    try:
        found = Decimal(plain.replace(thousands, "").replace(point, "."))
    except InvalidOperation as e:
        raise No(say("“{cell}” is not a number as this file writes them"), cell=cell[:40]) from e
    if found > LARGEST:
        raise No(say("“{cell}” is too large"), cell=cell[:40])
    return found


def whole(cell: str, decimal: str, factor: int = 1) -> int | None:
    """Return a whole number. Parts of one are refused, unless ``factor`` turns hours to seconds."""
    found = number(cell, decimal)
    if found is None:
        return None
    if factor == 1 and found != found.to_integral_value():
        raise No(say("“{cell}” is not a whole number"), cell=cell[:40])
    return round(found * factor)


def day(cell: str, order: str, otherwise: date) -> date:
    """Return the day in a cell; ``otherwise`` where it is empty or stands for all time.

    ``order`` says how 03/04/2026 is read: "dmy" or "mdy". A day without its year is the latest one
    not after ``otherwise``. Raises No.
    """
    plain = cell.strip().casefold()
    if plain in NOTHING | ALL_TIME:
        return otherwise
    try:
        return _day(plain, order, otherwise)
    except (ValueError, KeyError) as e:
        raise No(say("“{cell}” is not a date"), cell=cell[:40]) from e


def midnight(on: date) -> datetime:
    """Return the moment a figure of a day is kept under: that day's 00.00 in the offices' zone."""
    return timezone.make_aware(datetime.combine(on, time()))


def _day(plain: str, order: str, otherwise: date) -> date:
    if found := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", plain):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d{4})(\d{2})(\d{2})$", plain):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)", plain):
        first, second = int(found[1]), int(found[2])
        d, m = (second, first) if order == "mdy" else (first, second)
        return date(int(found[3]), m, d)
    if found := re.match(r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?(?!\d)", plain):
        return _named(found[2], found[1], found[3], otherwise)
    if found := re.match(r"(\d{1,2}) ([a-z]{3,9})\.?(?:,? (\d{4}))?(?!\d)", plain):
        return _named(found[1], found[2], found[3], otherwise)
    raise ValueError(plain)


def _named(d: str, month: str, year: str | None, otherwise: date) -> date:
    m = MONTHS[month[:3]]
    if year:
        return date(int(year), m, int(d))
    this = date(otherwise.year, m, int(d))
    return this if this <= otherwise else date(otherwise.year - 1, m, int(d))
