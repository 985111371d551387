"""Number plates of people: a region's letters, up to four digits, up to three letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.lists import any_of, words_of
from sinergi.language.writing.personal.context import NAMED, ONE
from sinergi.language.writing.personal.found import Personal

REGIONS = (
    "A|B|D|E|F|G|H|K|L|M|N|P|R|S|T|W|Z|AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DA|DB|DC|DD|DE|"
    "DG|DH|DK|DL|DM|DN|DP|DR|DS|DT|DW|EA|EB|ED|KB|KH|KT|KU|PA|PB|PG|PS|PT|PY"
)
PLATE = re.compile(rf"(?<![\w.-])(?:{REGIONS})[ -]?([1-9]\d{{0,3}})[ -]?([A-Z]{{1,3}})(?![\w-])")
SMALL = re.compile(PLATE.pattern, re.IGNORECASE)
#: Part of every plate, and of every one that is written small: what has none need not be searched.
NUMBER = re.compile(r"[1-9]\d{0,3}[ -]?[A-Z]", re.IGNORECASE)
LONG = re.compile(r"[1-9]\d\d\d?[ -]?[A-Z]", re.IGNORECASE)
VEHICLE = any_of(words_of("vehicles"))
OFFICE = any_of(words_of("office-vehicles"))
#: Letters after a number that are a measure or a word, unless a vehicle is named.
MEASURES = frozenset(words_of("measures"))
BEFORE, AFTER, CLOSE = 60, 30, 22


def plates(text: str, *, broad: bool = False) -> Iterator[Personal]:
    """Yield number plates; ``broad``: those of offices too."""
    if not NUMBER.search(text):
        return
    for found in PLATE.finditer(text):
        around = text[max(0, found.start() - BEFORE) : found.end() + AFTER]
        before = text[max(0, found.start() - BEFORE) : found.start()]
        if not _strong(found) and not VEHICLE.search(around):
            continue
        if broad or not _of_office(before, around):
            yield Personal("plate", found.start(), found.end())
    for found in SMALL.finditer(text) if LONG.search(text) else ():
        before = text[max(0, found.start() - CLOSE) : found.start()]
        small = not PLATE.fullmatch(found.group()) and len(found[1]) > 2
        if small and VEHICLE.search(before) and (broad or not OFFICE.search(before)):
            yield Personal("plate", found.start(), found.end())


def _strong(found: re.Match[str]) -> bool:
    """Tell whether it can hardly be anything but a plate, though no vehicle is named."""
    year = found[1].startswith(("19", "20")) and len(found[1]) == 4
    return len(found[1]) >= 3 and len(found[2]) >= 2 and found[2] not in MEASURES and not year


def _of_office(before: str, around: str) -> bool:
    one = ONE.search(around) or NAMED.search(before)
    return bool(OFFICE.search(before)) and not one
