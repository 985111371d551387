"""Posters: what is written in a picture must be said in the text, too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from sinergi.language.findings import Severity
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit, Rule
from sinergi.language.writing.service import MONTHS
from sinergi.language.writing.signs import LINK, MAIL
from sinergi.lib.text import say

#: What a fact is known by, and the words it is written in.
Facts = Mapping[str, str]

NUMBER = {name: at for at, name in enumerate(MONTHS.split("|")[:12], 1)}
SHORT = {name[:3]: at for name, at in NUMBER.items()} | {"agt": 8}
DAY = r"(\d{1,2})(?:\s*(?:-|–|s\.?\s?d\.?|sampai|hingga)\s*(\d{1,2}))?"
DATE = re.compile(rf"\b{DAY}\s+({MONTHS})\b(?:\s+\d{{4}})?", re.IGNORECASE)
NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{1,2})/(\d{1,2})(?:/\d{2,4})?|(\d{1,2})[.-](\d{1,2})[.-]\d{4})(?![\d/-])"
)
CLOCK = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])[.:]([0-5]\d)(?![\d.:]?\d)")
HOUR = re.compile(r"\b(?:pukul|jam)\s+([01]?\d|2[0-4])\b(?![.:]\d)", re.IGNORECASE)
MONEY = re.compile(
    r"\brp\.?\s?(\d[\d.]*(?:,\d+)?)(?:\s?(ribu|rb|juta|jt))?\b(?:,-)?", re.IGNORECASE
)
FREE = re.compile(
    r"\b(?:gratis|cuma-cuma|tanpa (?:dipungut )?biaya|tidak dipungut biaya|bebas biaya|free)\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\d.,])(?:\+?62|0)[ -]?\d[\d -]{6,14}\d(?!\d)")
PLACE = re.compile(
    r"\b(?:[Aa]lun-[Aa]lun|[Ll]apangan|[Kk]antor|[Bb]alai|[Gg]edung|[Aa]ula|[Pp]endopo|[Pp]uskesmas"
    r"|[Pp]osyandu|RSUD|[Pp]asar|[Mm]asjid|[Ss]tadion|[Tt]aman|[Ss]ekolah|SDN?|SMPN?|SMAN?|SMKN?"
    r"|[Tt]erminal|[Jj]alan|[Jj]l\.?|[Hh]alaman|[Mm]al)"
    r"(?:\s+(?:[A-Z][\w'’-]*|\d+[A-Za-z]?\b)){1,5}"
)
OPENS = re.compile(
    r"\s*(?:poster|selebaran|flyer|pamflet|undangan|pengumuman|infografik|spanduk|baliho)\b",
    re.IGNORECASE,
)
TIMES = {"ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000}
#: So many kinds of facts in a description make it that of a poster, where nobody said.
KINDS = 2
#: So much of the words of a place must stand in a text.
ENOUGH = 0.6


def dates(text: str) -> Facts:
    found: dict[str, str] = {}
    for m in DATE.finditer(text):
        month = NUMBER.get(m[3].lower()) or SHORT[m[3].lower()[:3]]
        found |= {f"{int(day)}/{month}": m.group() for day in (m[1], m[2]) if day}
    for m in NUMERIC.finditer(text):
        day, month = int(m[1] or m[3]), int(m[2] or m[4])
        if 1 <= day <= 31 and 1 <= month <= 12:
            found[f"{day}/{month}"] = m.group()
    return found


def times(text: str) -> Facts:
    found = {f"{int(m[1])}.{m[2]}": m.group() for m in CLOCK.finditer(text)}
    return {f"{int(m[1])}.00": m.group() for m in HOUR.finditer(text)} | found


def costs(text: str) -> Facts:
    free = FREE.search(text)
    found = {"free": free.group()} if free else {}
    for m in MONEY.finditer(text):
        whole, _, part = m[1].rstrip(".").partition(",")
        amount = float(f"{whole.replace('.', '')}.{part if part.isdigit() else 0}")
        found[f"{amount * TIMES.get((m[2] or '').lower(), 1):.0f}"] = m.group()
    return found


def contacts(text: str) -> Facts:
    found = {m.group().lower(): m.group() for m in MAIL.finditer(text)}
    for m in PHONE.finditer(text):
        digits = re.sub(r"\D", "", m.group())
        found["0" + digits.removeprefix("62") if digits.startswith("62") else digits] = m.group()
    return found


def links(text: str) -> Facts:
    plain = MAIL.sub(lambda m: " " * len(m.group()), text)
    return {_address(m.group()): m.group() for m in LINK.finditer(plain)}


def places(text: str) -> Facts:
    return {m.group().lower(): m.group() for m in PLACE.finditer(text)}


READ: Mapping[str, Callable[[str], Facts]] = MappingProxyType(
    {
        "date": dates,
        "time": times,
        "place": places,
        "cost": costs,
        "contact": contacts,
        "link": links,
    }
)


def unsaid(description: str, text: str) -> tuple[list[str], int]:
    """Return what a description says and a text does not, as it is written there; and how many
    kinds of facts the description has.
    """
    missing: list[str] = []
    kinds = 0
    for kind, read in READ.items():
        there = read(description)
        kinds += bool(there)
        said = read(text)
        missing += [
            words for key, words in there.items()
            if key not in said and not (kind == "place" and _named(key, text))
        ]  # fmt: skip
    return list(dict.fromkeys(missing)), kinds


def poster(reading: Reading) -> Iterator[Hit]:
    if reading.where == "text" or not reading.text.strip():
        return
    marked = reading.draft.poster(reading.where)
    if marked is False:
        return
    missing, kinds = unsaid(reading.text, reading.draft.text)
    if not missing or not (marked or kinds >= KINDS or OPENS.match(reading.text)):
        return
    what = say("The poster says this, the text does not: {facts}")
    if marked is None:
        what = say("Is this a poster? Its description says this, the text does not: {facts}")
    weight = None if marked else Severity.HINT
    yield Hit(0, len(reading.text), what, facts={"facts": " · ".join(missing)}, severity=weight)


def _named(place: str, text: str) -> bool:
    words = [word for word in re.findall(r"\w+", place) if len(word) > 2]
    there = set(re.findall(r"\w+", text.lower()))
    return bool(words) and sum(word in there for word in words) >= ENOUGH * len(words)


def _address(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).rstrip("/")


RULES = (
    Rule(
        "alt-poster",
        Severity.WARNING,
        say("Words in a picture are not found, not translated, not enlarged, and not read aloud."),
        poster,
        in_alt=True,
    ),
)
