"""How long each matter is kept as it is shipped. No database.

No law names a time for what the public writes to a desk like this one: Law 27/2022 says that data
go when their purpose is over, and leaves the time to who keeps them. The figures are proposals and
say so; an office that has a schedule for its archives (JRA) sets its own and names it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sinergi.inbox.models import Conversation, Term
from sinergi.lib.text import say

Matter = Conversation.Matter
Status = Term.Status


@dataclass(frozen=True, slots=True)
class Kept:
    """So many days (None: without end), and what that rests on.

    ``basis`` is an English msgid where it is shipped, an office's own words where it is not.
    """

    days: int | None
    status: str
    basis: str


#: By matter; "" is any matter without a term of its own.
SHIPPED: Mapping[str, Kept] = {
    "": Kept(365, Status.PROPOSAL, say("No law names a time; a year shows what comes again")),
    Matter.DANGER: Kept(
        1095, Status.PROPOSAL, say("No law names a time; an inquiry may ask for it years later")
    ),
    Matter.QUESTION: Kept(
        365, Status.PROPOSAL, say("No law names a time; a year shows what comes again")
    ),
    Matter.COMPLAINT: Kept(
        730, Status.PROPOSAL, say("No law names a time; two years leave room to take it up again")
    ),
    Matter.INFORMATION: Kept(
        730, Status.PROPOSAL, say("No law names a time; two years cover objection and dispute")
    ),
    Matter.HOAX: Kept(
        365, Status.PROPOSAL, say("The claim and its evidence stay; who asked is needed no longer")
    ),
    Matter.BREACH: Kept(
        1825, Status.PROPOSAL, say("No law names a time; claims for damages may come late")
    ),
    Matter.PRAISE: Kept(180, Status.PROPOSAL, say("Nothing is owed after it was read")),
    Matter.OTHER: Kept(180, Status.PROPOSAL, say("Nothing is owed after it was read")),
}


def fingerprint() -> str:
    """Return what tells these terms from those of another version."""
    told = "\n".join(f"{matter}:{kept.days}" for matter, kept in SHIPPED.items())
    return hashlib.sha256(told.encode()).hexdigest()
