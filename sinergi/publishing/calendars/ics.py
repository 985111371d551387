"""A calendar as a file of iCalendar (RFC 5545), written: plain values in, text out.

Lines end in CRLF and are folded at 75 bytes, never inside a character (3.1); in texts commas,
semicolons, backslashes and line ends are escaped, and signs of control left out (3.3.11). Times
are in UTC, so that no zone needs to be described. The package icalendar reads them back in the
tests; to write a dozen properties it would be one more dependency of every installation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Sinergi//Kalender//ID"
#: Bytes of a line, without its end.
WIDTH = 75


@dataclass(frozen=True, slots=True)
class Event:
    """Something at a moment, or on whole days from ``start`` to ``last``."""

    uid: str
    start: datetime | date
    title: str
    about: str = ""
    url: str = ""
    status: str = "CONFIRMED"
    last: date | None = None
    changed: datetime | None = None
    sequence: int = 0


def calendar(name: str, events: Iterable[Event], *, now: datetime) -> str:
    """Return the file. ``now`` stamps events that do not tell when they changed."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def text(words: str) -> str:
    """Return words as a value of the type TEXT."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\n\t" or (c >= " " and c != "\x7f"))
    for sign in ("\\", ";", ","):
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line in pieces of at most ``WIDTH`` bytes; those that go on begin with a space."""
    pieces, piece, size = [], "", 0
    for letter in line:
        weight = len(letter.encode())
        if size + weight > WIDTH:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += weight
    return "\r\n".join([*pieces, piece])


def _event(event: Event, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.changed or now)}"
    if isinstance(event.start, datetime):
        yield f"DTSTART:{_moment(event.start)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{(event.last or event.start) + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text(event.title)}"
    if event.about:
        yield f"DESCRIPTION:{text(event.about)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{event.status}"
    yield f"SEQUENCE:{event.sequence}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
