"""Read the log, and prove it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from sinergi.audit import rules
from sinergi.audit.models import Entry, Head


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of a check. ``broken`` says at which entry and how, or is empty."""

    entries: int
    last: str
    broken: str = ""


def verify() -> Proof:
    """Walk the whole chain: every entry, its link to the one before, and the sealed end.

    Nothing is locked: the log may grow meanwhile, and what grows is left for the next time. The
    newest number is read before the end, which can only be further on.
    """
    newest = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    head = Head.objects.filter(id=1).first()
    if head is None:
        return Proof(0, rules.BEGINNING, "The end of the log is missing." if newest else "")
    walked = _walk(head.seq)
    return Proof(walked.entries, walked.last, walked.broken or _wrong_end(head, walked, newest))


def _walk(upto: int) -> Proof:
    previous, expected = rules.BEGINNING, 0
    for entry in Entry.objects.filter(seq__lte=upto).order_by("seq").iterator(chunk_size=2000):
        expected += 1
        if entry.seq != expected:
            return Proof(expected - 1, previous, f"Entry {expected} is missing.")
        values = {name: getattr(entry, name) for name in rules.FIELDS}
        if rules.link(settings.KEYS.audit, previous, values) != entry.hash:
            return Proof(expected - 1, previous, f"Entry {expected} has been altered.")
        previous = entry.hash
    return Proof(expected, previous)


def _wrong_end(head: Head, walked: Proof, newest: int) -> str:
    if head.seq != walked.entries or head.hash != walked.last:
        return f"Entries after {walked.entries} are missing."
    if newest > head.seq:
        return f"Entries after {head.seq} were not written here."
    if head.seal != rules.seal(settings.KEYS.audit, head.seq, head.hash):
        return "The end of the log is not sealed with this key."
    return ""


def passed_through(noted: str) -> bool:
    """True when the log holds the entry that somebody noted outside: "seq:hash"."""
    seq, _, hashed = noted.partition(":")
    return seq.isdigit() and Entry.objects.filter(seq=int(seq), hash=hashed).exists()
