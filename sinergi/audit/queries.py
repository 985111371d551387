"""Read the log, and prove it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from sinergi.audit import rules
from sinergi.audit.models import Entry, Head


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of a check. ``broken`` says at which entry and how, or is empty."""

    entries: int
    last: str
    broken: str = ""


def verify() -> Proof:
    """Walk the whole chain: every entry, its link to the one before, and the sealed end."""
    previous, expected = rules.BEGINNING, 0
    with transaction.atomic():
        head = Head.objects.filter(id=1).first()
        if head is None:
            begun = Entry.objects.exists()
            return Proof(0, previous, "The end of the log is missing." if begun else "")
        entries = Entry.objects.filter(seq__lte=head.seq).order_by("seq")
        for entry in entries.iterator(chunk_size=2000):
            expected += 1
            if entry.seq != expected:
                return Proof(expected - 1, previous, f"Entry {expected} is missing.")
            values = {name: getattr(entry, name) for name in rules.FIELDS}
            if rules.link(settings.KEYS.audit, previous, values) != entry.hash:
                return Proof(expected - 1, previous, f"Entry {expected} has been altered.")
            previous = entry.hash
        if head.seq != expected or head.hash != previous:
            return Proof(expected, previous, f"Entries after {expected} are missing.")
        if Entry.objects.filter(seq__gt=head.seq).exists():
            return Proof(expected, previous, f"Entries after {expected} were not written here.")
    if head.seal != rules.seal(settings.KEYS.audit, head.seq, head.hash):
        return Proof(expected, previous, "The end of the log is not sealed with this key.")
    return Proof(expected, previous)


def passed_through(noted: str) -> bool:
    """True when the log holds the entry that somebody noted outside: "seq:hash"."""
    seq, _, hashed = noted.partition(":")
    return seq.isdigit() and Entry.objects.filter(seq=int(seq), hash=hashed).exists()
