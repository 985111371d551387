"""Find all personal data of a text."""

from __future__ import annotations

from sinergi.language.writing.personal.accounts import accounts
from sinergi.language.writing.personal.addresses import addresses
from sinergi.language.writing.personal.found import Personal
from sinergi.language.writing.personal.identity import identities
from sinergi.language.writing.personal.mails import mails
from sinergi.language.writing.personal.phones import phones
from sinergi.language.writing.personal.plates import plates
from sinergi.language.writing.personal.spoken import spoken

#: In this order: what an earlier one found, a later one may not.
FINDERS = (mails, spoken, identities, accounts, phones, plates, addresses)


def find_personal(text: str, *, broad: bool = False) -> tuple[Personal, ...]:
    """Return personal data in the order of their places; no two of them overlap.

    ``broad`` also returns what looks like an office's: for messages of the public, where a number
    kept too many is worse than one masked too many.
    """
    kept: list[Personal] = []
    for finder in FINDERS:
        for found in finder(text, broad=broad):
            if not any(one.start < found.end and found.start < one.end for one in kept):
                kept.append(found)
    return tuple(sorted(kept, key=lambda one: one.start))
