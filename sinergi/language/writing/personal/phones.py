"""Telephone numbers of people: mobile and landline, as Indonesians write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.personal.context import Owner, label, owner
from sinergi.language.writing.personal.found import Personal
from sinergi.language.writing.signs import LINK

SIGN = r"[ .()\u00a0\u2010-\u2013\u200e\u202a-\u202c-]"
GAP = SIGN + "{0,3}"
START = r"(?<![\w*])(?<![.,-])(?<!\d[/ ])"
STOP = r"(?![\w*]|[./-]\d|[.-]\w)"
#: 081…, o81…, +62 81…, (0812)…: ten to thirteen digits; 084 and 086 belong to nobody.
MOBILE = re.compile(
    rf"{START}(?:\+?\(?\+?62\)?{GAP}0?|\(?[0Oo]){GAP}8{GAP}[1-35-9](?:{GAP}\d){{7,10}}{STOP}"
)
#: 812…, where a word before it says that it is a number to call.
SHORT = re.compile(rf"{START}8[1-35-9]\d(?:[ .-]?\d){{6,9}}{STOP}")
AREA = r"(?:2[124]|31|61|2[3-9]\d|3[2-9]\d|4\d\d|5\d\d|6[2-9]\d|7\d\d|9\d\d)"
LANDLINE = re.compile(
    rf"(?<![\w*.,/-])(?:\(\+?62\)?{GAP}|\+62{GAP}|\(?0)({AREA})({GAP})"
    rf"[2-9](?:[ .\u2010-\u2013-]?\d){{4,7}}{STOP}"
)
#: So many digits so close together has every number: what has none need not be searched thrice.
FEWEST = re.compile(rf"(?:\d{SIGN}{{0,8}}){{6}}")
CALLED = re.compile(r"wa\.me|whatsapp|tel:", re.IGNORECASE)
UNIT = re.compile(r"\s*(?:rupiah|dosis|jiwa|orang|per\s|wib|unit|paket|meter|km)\b", re.IGNORECASE)
MONEY = re.compile(r"(?:rp\.?|idr)\s*\Z", re.IGNORECASE)


def phones(text: str, *, broad: bool = False) -> Iterator[Personal]:
    """Yield telephone numbers; ``broad``: those of offices too."""
    numbers = list(_numbers(text)) if FEWEST.search(text) else []
    links = [
        (link.start(), link.end())
        for link in (LINK.finditer(text) if numbers else ())
        if not CALLED.search(link.group())
    ]
    for start, end in numbers:
        if any(a <= start < b for a, b in links):
            continue
        if label(text, start) not in {"", "phone"} or _amount(text, start, end):
            continue
        whose = Owner.PERSON if broad else owner(text, start, end)
        if whose is not Owner.OFFICE:
            yield Personal("phone", start, end, sure=_sure(text[start:end], whose))


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for found in MOBILE.finditer(text):
        yield found.span()
    for found in LANDLINE.finditer(text):
        apart = found[2] or "(" in found.group() or label(text, found.start()) == "phone"
        if apart:
            yield found.span()
    for found in SHORT.finditer(text):
        if label(text, found.start()) == "phone":
            yield found.span()


def _amount(text: str, start: int, end: int) -> bool:
    return bool(UNIT.match(text, end) or MONEY.search(text[max(0, start - 6) : start]))


def _sure(number: str, whose: Owner) -> bool:
    """A landline that nobody is named for is most often an office's."""
    mobile = re.search(r"8[1-35-9]", re.sub(r"\D", "", number)[:4])
    return whose is Owner.PERSON or bool(mobile)
