"""Read the log, and prove it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Model

from sinergi.audit import rules
from sinergi.audit.models import Entry, Head
from sinergi.lib import keys

#: What a value that was never written here raises when it is read: a moment that is none, bytes
#: that are no words, text that is no JSON.
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, DatabaseError)


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of a check. ``broken`` says at which entry and how, or is empty."""

    entries: int
    last: str
    broken: str = ""


def told(verb: str, kind: type[Model], ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return what was written down each time something was done with these objects of a kind."""
    rows = Entry.objects.filter(
        verb=verb,
        object_type=kind._meta.label_lower,  # noqa: SLF001  # Django's public _meta
        object_id__in=map(str, ids),
    )
    return list(rows.order_by("seq").values_list("data", flat=True))


def verify() -> Proof:
    """Walk the whole chain: every entry, its link to the one before, the sealed end, and where it
    began here.

    Nothing is locked: the log may grow meanwhile, and what grows is left for the next time. The
    newest number is read before the end, which can only be further on. Raises DatabaseError when
    the database is away; what is there and cannot be read has been altered.
    """
    unshaped = _unshaped()
    if unshaped:
        return Proof(0, rules.BEGINNING, unshaped)
    newest, head = _ends()
    if head is None:
        return Proof(0, rules.BEGINNING, "The end of the log is missing.")
    walked = _walk(head.seq)
    broken = walked.broken or _wrong_end(head, walked, newest) or _wrong_beginning()
    return Proof(walked.entries, walked.last, broken)


def _unshaped() -> str:
    """Say which table or column of the log is gone, if one is."""
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for model in (Entry, Head):
            table, fields = model._meta.db_table, model._meta.concrete_fields  # noqa: SLF001
            if table not in there:
                return f"The table {table} is missing."
            told = connection.introspection.get_table_description(cursor, table)
            gone = {str(field.column) for field in fields} - {column.name for column in told}
            if gone:
                return f"The column {min(gone)} of {table} is missing."
    return ""


def _ends() -> tuple[int, Head | None]:
    """Return the newest number and the end of the chain, as far as they are numbers and words."""
    newest: Any = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    head = Head.objects.filter(id=1).first()
    seq: Any = head.seq if head else 0
    return (
        newest if isinstance(newest, int) else sys.maxsize,
        head if isinstance(seq, int) else None,
    )


def _walk(upto: int) -> Proof:
    previous, expected = rules.BEGINNING, 0
    rows = Entry.objects.filter(seq__lte=upto).order_by("seq").iterator(chunk_size=2000)
    while True:
        expected += 1
        try:
            entry = next(rows, None)
            if entry is None:
                return Proof(expected - 1, previous)
            if entry.seq != expected:
                return Proof(expected - 1, previous, f"Entry {expected} is missing.")
            values = {name: getattr(entry, name) for name in rules.FIELDS}
            hashed = rules.link(settings.KEYS.audit, previous, values)
        except UNREADABLE:
            Head.objects.exists()  # raises when the database itself is away
            # Rows are fetched many at a time: it need not be the very next one.
            return Proof(expected - 1, previous, f"An entry after {expected - 1} cannot be read.")
        if hashed != entry.hash:
            return Proof(expected - 1, previous, f"Entry {expected} has been altered.")
        previous = entry.hash


def _wrong_end(head: Head, walked: Proof, newest: int) -> str:
    if head.seq != walked.entries or head.hash != walked.last:
        return f"Entries after {walked.entries} are missing."
    if newest > head.seq:
        return f"Entries after {head.seq} were not written here."
    if head.seal != rules.seal(settings.KEYS.audit, head.seq, head.hash):
        return "The end of the log is not sealed with this key."
    return ""


def _wrong_beginning() -> str:
    mark = keys.log_mark(settings.HOME)
    if mark and not passed_through(mark):
        return "It is not the log that began here (keys/log in SINERGI_HOME)."
    return ""


def passed_through(noted: str) -> bool:
    """True when the log holds the entry that somebody noted outside: "seq:hash"."""
    seq, _, hashed = noted.partition(":")
    return seq.isdigit() and Entry.objects.filter(seq=int(seq), hash=hashed).exists()
