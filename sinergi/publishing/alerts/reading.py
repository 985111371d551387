"""Ask official addresses for what is new, a little at a time: they ask for 60 requests a minute.

A source is claimed by moving its next time ahead, so that no two workers ask at once; no
transaction is open while it is asked. What cannot be read is told on the page of its source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

import httpx

from sinergi.connectors.errors import ConnectorError, Refused
from sinergi.connectors.http import ask
from sinergi.lib.hazards import Reading, Told, Unreadable, read
from sinergi.lib.text import say
from sinergi.publishing.alerts import rules, taking
from sinergi.publishing.models import Alert, AlertSource

#: So many warnings of a list are fetched at once, and so many places of a forecast: the rest next.
MOST_AT_ONCE = 20
MOST_PLACES = 45
#: So many are remembered as read: more than a list names.
KNOWN = 300

Validators = dict[str, dict[str, str]]


@dataclass
class Round:
    """One reading of one source: what was told, and what to remember of it."""

    source: AlertSource
    http: httpx.Client
    told: list[Told] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    seen: Validators = field(default_factory=dict)
    problem: Unreadable | ConnectorError | None = None


def due(now: datetime) -> list[int]:
    """Claim the sources whose time has come; return their ids."""
    rows = AlertSource.objects.filter(enabled=True, next_read__lte=now)
    claimed = []
    for pk, minutes in list(rows.values_list("pk", "minutes")):
        ahead = now + timedelta(minutes=minutes)
        if rows.filter(pk=pk).update(next_read=ahead):
            claimed.append(pk)
    return claimed


def read_source(pk: int, *, http: httpx.Client, now: datetime) -> list[Alert]:
    """Read a source and take what is news; return that. What fails is remembered, never raised."""
    source = AlertSource.objects.select_related("unit").get(pk=pk)
    one = Round(source, http)
    for address in _addresses(source):
        try:
            _read(one, address)
        except (ConnectorError, Unreadable) as e:
            one.problem = e
            one.seen.pop(address, None)  # asked for whole again, not only for what changed since
    taken = taking.take_all(source.unit, one.told, now=now, source=source)
    _remember(one, now)
    return taken


def _addresses(source: AlertSource) -> Iterator[str]:
    if "{code}" not in source.address:
        yield source.address
        return
    for code in source.codes[:MOST_PLACES]:
        yield source.address.replace("{code}", quote(str(code)))


def _read(one: Round, address: str) -> None:
    reading = _fetched(one, address, conditional=True)
    if reading is None:
        return
    one.told += [told for told in reading.told if rules.wanted(_words(told), one.source.only)]
    known = set(one.source.validators.get("read", {}).get("marks", "").split())
    fresh = [item for item in reading.named if rules.wanted(item.title, one.source.only)]
    fresh = [item for item in fresh if _mark(item.mark) not in known]
    for item in fresh[:MOST_AT_ONCE]:
        try:
            one.told += _named(one, item.address, address)
        except (Unreadable, Refused) as e:  # it will not be better next time; the others may
            one.problem = e
        one.read.append(_mark(item.mark))
    if len(fresh) > MOST_AT_ONCE:
        one.seen.pop(address, None)  # the rest is still to be read, even when the list is the same


def _named(one: Round, address: str, by: str) -> Sequence[Told]:
    """Return what a warning says that a list names; only its own server is asked."""
    if urlsplit(address).hostname != urlsplit(by).hostname:
        raise Unreadable(_ELSEWHERE)
    reading = _fetched(one, address, conditional=False)
    return reading.told if reading else ()


def _fetched(one: Round, address: str, *, conditional: bool) -> Reading | None:
    """Return what an address says; nothing when it says what it said last time."""
    known = one.source.validators.get(address, {}) if conditional else {}
    names = {"If-None-Match": "etag", "If-Modified-Since": "modified"}
    headers = {name: known[key] for name, key in names.items() if known.get(key)}
    answer = ask(one.http, "GET", address, headers=headers, fine=frozenset({304}), raw=True)
    if answer.status == 304:
        one.seen[address] = known
        return None
    reading = read(answer.told)
    if conditional:
        one.seen[address] = {
            "etag": answer.headers.get("ETag", "")[:100],
            "modified": answer.headers.get("Last-Modified", "")[:40],
        }
    return reading


def _remember(one: Round, now: datetime) -> None:
    source, problem = one.source, one.problem
    old = source.validators.get("read", {}).get("marks", "").split()
    marks = " ".join([*old, *one.read][-KNOWN:])
    source.validators = {**one.seen, "read": {"marks": marks}}
    source.failures = source.failures + 1 if problem else 0
    source.problem = {"message": problem.message, "facts": dict(problem.facts)} if problem else {}
    source.last_read = source.last_read if problem else now
    source.next_read = now + timedelta(minutes=rules.wait(source.minutes, source.failures))
    source.save(update_fields=["validators", "failures", "problem", "last_read", "next_read"])


def _words(told: Told) -> str:
    return " ".join((told.event, told.headline, told.text, told.area))


def _mark(what: str) -> str:
    return hashlib.sha256(what.encode("utf-8", "replace")).hexdigest()[:10]


_ELSEWHERE = say("The list names a warning on another server. It was not asked for it.")
