"""What is promised to the public, by matter and stage, as it is shipped. No database.

The figures are those of domain.md §3.2: what a law or a practice binds to, else a proposal. An
office may set its own (``terms``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from sinergi.inbox.models import Conversation, Stage, Term, Way
from sinergi.lib.text import say

Matter = Conversation.Matter
Status = Term.Status

#: A matter and a stage; "" is any matter without a promise of its own.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Promise:
    """So much time, counted in one of four ways, and what it rests on.

    ``amount`` is minutes or working days, 0 for the same working day. ``basis`` is an English msgid
    where it is shipped, an office's own words where it is not.
    """

    amount: int
    way: str
    status: str
    basis: str

    @property
    def span(self) -> timedelta | int:
        """Return it as ``lib.working.Clock`` takes it: a time, or a number of working days."""
        return _span(self.amount, self.way)

    @property
    def at_any_hour(self) -> bool:
        """True where nights and holidays count."""
        return self.way == Way.MINUTES


@lru_cache(512)
def _span(amount: int, way: str) -> timedelta | int:
    return amount if way in {Way.SAME_DAY, Way.DAYS} else timedelta(minutes=amount)


_SP4N = say("PermenPANRB 62/2018 (SP4N)")

#: In the order in which people read them.
SHIPPED: Mapping[Key, Promise] = {
    ("", Stage.FIRST): Promise(
        60, Way.WORKING, Status.PROPOSAL, say("No rule names a time; an hour of work is proposed")
    ),
    ("", Stage.ASK): Promise(
        3, Way.DAYS, Status.PROPOSAL, say("Time enough to see whether it helped")
    ),
    ("", Stage.SILENCE): Promise(
        10, Way.DAYS, Status.PRACTICE, say("SP4N-LAPOR! closes a report whose writer is silent")
    ),
    (Matter.DANGER, Stage.FIRST): Promise(
        15, Way.MINUTES, Status.PRACTICE, say("112 answers day and night")
    ),
    (Matter.QUESTION, Stage.ANSWER): Promise(
        0, Way.SAME_DAY, Status.PROPOSAL, say("SP4N allows 5 days; the same day is proposed")
    ),
    (Matter.COMPLAINT, Stage.TAKE): Promise(
        240, Way.WORKING, Status.PROPOSAL, say("SP4N-LAPOR! allows 3 working days")
    ),
    (Matter.COMPLAINT, Stage.ANSWER): Promise(5, Way.DAYS, Status.LAW, _SP4N),
    (Matter.COMPLAINT, Stage.CHECK): Promise(14, Way.DAYS, Status.LAW, _SP4N),
    (Matter.COMPLAINT, Stage.FIELD): Promise(60, Way.DAYS, Status.LAW, _SP4N),
    (Matter.INFORMATION, Stage.ANSWER): Promise(
        10, Way.DAYS, Status.LAW, say("Law 14/2008 on public information, article 22")
    ),
    (Matter.INFORMATION, Stage.MORE): Promise(
        7, Way.DAYS, Status.LAW, say("Law 14/2008 on public information, article 22")
    ),
    (Matter.HOAX, Stage.FIRST): Promise(
        180, Way.MINUTES, Status.PRACTICE, say("Jabar Saber Hoaks answers within three hours")
    ),
    (Matter.HOAX, Stage.ANSWER): Promise(
        1440, Way.MINUTES, Status.PROPOSAL, say("A result within a day is proposed")
    ),
    (Matter.BREACH, Stage.TAKE): Promise(
        60, Way.MINUTES, Status.PROPOSAL, say("Told to Diskominfo and its CSIRT within an hour")
    ),
    (Matter.BREACH, Stage.ANSWER): Promise(
        4320, Way.MINUTES, Status.LAW, say("Law 27/2022 on personal data, article 46: 3 × 24 hours")
    ),
}

#: What a stage is called where the usual name would mislead.
NAMES: Mapping[Key, str] = {
    (Matter.HOAX, Stage.FIRST): say("First statement"),
    (Matter.HOAX, Stage.ANSWER): say("Result of the check"),
    (Matter.BREACH, Stage.TAKE): say("Reported to the communications office"),
    (Matter.BREACH, Stage.ANSWER): say("Notice to the people concerned"),
}

#: Of these nobody asks whether they are solved: there is nothing to solve.
NOT_ASKED = frozenset({Matter.PRAISE, Matter.HOAX, Matter.OTHER})


def find(promises: Mapping[Key, Promise], matter: str, stage: str) -> Promise | None:
    """Return what holds for a matter: its own promise, else that for any matter."""
    return promises.get((matter, stage)) or promises.get(("", stage))
