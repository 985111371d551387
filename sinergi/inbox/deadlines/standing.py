"""aman, segera, lewat, dijawab: how a conversation stands, in words, an icon and a colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sinergi.inbox.models import Conversation
from sinergi.lib.text import say
from sinergi.lib.today import Urgency

State = Conversation.State


class Shown(Protocol):
    """A conversation, or a line of the list."""

    @property
    def state(self) -> str: ...
    @property
    def open(self) -> bool: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def soon_at(self) -> datetime | None: ...
    @property
    def confirmed(self) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Look:
    """How a standing is shown: ``word`` is an English msgid, ``icon`` one of the sprite."""

    word: str
    icon: str
    tone: str


LOOKS: Mapping[str, Look] = {
    "late": Look(say("overdue"), "triangle-alert", "danger"),
    "soon": Look(say("due soon"), "timer", "warning"),
    "calm": Look(say("in time"), "clock", "info"),
    "paused": Look(say("waits for details"), "clock", "neutral"),
    "answered": Look(say("answered"), "reply", "neutral"),
    "confirmed": Look(say("solved, confirmed"), "check", "success"),
    "unconfirmed": Look(say("not confirmed"), "check", "neutral"),
    "closed": Look(say("closed"), "ban", "neutral"),
}


def standing(row: Shown, now: datetime) -> str:
    """Return a key of ``LOOKS``. What has no deadline and waits for nobody counts as answered."""
    if not row.open:
        return _ended(row)
    if row.state == State.POSTPONED and row.due_at is None:
        return "paused"
    if row.due_at is None:
        return "answered" if row.state == State.ANSWERED else "calm"
    return urgency(row.due_at, row.soon_at, now)


def urgency(due_at: datetime | None, soon_at: datetime | None, now: datetime) -> Urgency:
    """Return how near a deadline is."""
    if due_at is None:
        return "calm"
    if due_at <= now:
        return "late"
    return "soon" if soon_at is not None and soon_at <= now else "calm"


def _ended(row: Shown) -> str:
    if row.state != State.DONE:
        return "closed"
    return "confirmed" if row.confirmed else "unconfirmed"
