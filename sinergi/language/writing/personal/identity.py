"""Numbers of identity cards and family cards, by their parts and not only by their length.

A NIK is six digits of a district, the day of birth (for women the day and 40), month, year, and
four digits of a series; a family card's number has the day of its issue there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.personal.context import label
from sinergi.language.writing.personal.found import Personal
from sinergi.language.writing.signs import LINK

SIXTEEN = re.compile(r"(?<![\w.,*-])(?<![\d][ ])\d(?:[ .-]?\d){15}(?![\w*]|[.,-]\d)")
PROVINCES = frozenset(
    province
    for first, last in ((11, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 97))
    for province in range(first, last + 1)
)
#: Days of the months; in which year of two digits is not known, so February has 29.
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WOMAN = 40
AFTERWARDS = re.compile(
    r"\W{0,3}(?:(?:itu|adalah|ini)\s)?(?:nomor|no\.?)\s*(?:kk|kartu keluarga)",
    re.IGNORECASE,
)


def identities(text: str, *, broad: bool = False) -> Iterator[Personal]:
    """Yield numbers of identity and family cards."""
    numbers = list(SIXTEEN.finditer(text))
    links = [link.span() for link in LINK.finditer(text)] if numbers else []
    for found in numbers:
        if any(a <= found.start() < b for a, b in links):
            continue
        digits = re.sub(r"\D", "", found.group())
        named = label(text, found.start())
        if named in {"account", "other"} or not valid(digits):
            continue
        family = named == "kk" or bool(AFTERWARDS.match(text, found.end()))
        woman = int(digits[6:8]) > WOMAN
        yield Personal("kk" if family and not woman else "nik", found.start(), found.end())


def valid(digits: str) -> bool:
    """Tell whether sixteen digits have the parts of an identity or a family card's number."""
    parts = [int(digits[at : at + 2]) for at in range(0, 12, 2)]
    province, district, part, day, month, _year = parts
    day = day - WOMAN if day > WOMAN else day
    return (
        province in PROVINCES
        and (1 <= district <= 39 or 71 <= district <= 79)
        and part > 0
        and 1 <= month <= 12
        and 1 <= day <= DAYS[month - 1]
        and digits[12:] != "0000"
    )
