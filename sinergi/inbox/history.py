"""How a conversation went from state to state, and with which step to which office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sinergi.inbox.models import Conversation, Step, Transfer
from sinergi.lib.paging import unknown
from sinergi.units.models import Unit
from sinergi.units.queries import is_id

#: So many steps stand on a page.
MOST = 50


@dataclass(frozen=True, slots=True)
class Event:
    """A step, and the office it took the conversation to; none where it stayed."""

    step: Step
    office: Unit | None

    @property
    def state(self) -> str:
        return str(Conversation.State(self.step.state).label)

    @property
    def why(self) -> str:
        """A person's own words, or those of the desk in the reader's language."""
        reason = self.step.reason
        return _(reason) if reason and self.step.by_id is None else reason


def events(
    conversation: Conversation, cursor: str = "", most: int = MOST
) -> tuple[Sequence[Event], str]:
    """Return the newest steps, or those before a cursor, and the cursor of what is before them.

    Raises No for a cursor that is not ours.
    """
    rows = _steps(conversation)
    if cursor:
        if not is_id(cursor):
            raise unknown()
        rows = rows.filter(pk__lt=int(cursor))
    found = list(rows[: most + 1])
    shown = found[:most]
    went = _went(conversation)
    older = str(shown[-1].pk) if len(found) > most else ""
    return [Event(step, went.get(step.at)) for step in shown], older


def _steps(conversation: Conversation) -> QuerySet[Step]:
    return Step.objects.filter(conversation=conversation).select_related("by").order_by("-id")


def _went(conversation: Conversation) -> Mapping[datetime | None, Unit]:
    """Return which office it went to at which moment: given, or given back."""
    rows = list(conversation.transfers.select_related("source", "target"))
    given: dict[datetime | None, Unit] = {row.at: row.target for row in rows}
    back = {row.answered_at: row.source for row in rows if row.state == Transfer.State.REFUSED}
    return {**given, **back}
