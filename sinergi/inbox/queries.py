"""What a person sees of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sinergi.inbox.models import Conversation, Message, Note
from sinergi.lib import paging
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.queries import Person

OPEN = Conversation.State.OPEN

#: The tabs of the list.
TABS = ("waiting", "mine", "open", "done", "")

COLUMNS = (
    "id", "handle", "name", "kind", "state", "waiting_since", "last_at", "last_text",
    "unit_id", "unit__name", "account_id", "account__handle", "account__network",
    "assigned_to_id", "assigned_to__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the list. ``waiting_since`` is empty when all is answered."""

    id: int
    handle: str
    name: str
    kind: str
    state: str
    waiting_since: datetime | None
    last_at: datetime
    last_text: str
    unit_id: int
    unit: str
    account_id: int
    account: str
    network: str
    assigned_to_id: int | None
    assigned_to: str

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return str(Conversation.State(self.state).label)


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """A page of the list; ``older`` and ``newer`` are cursors, "" where there is no such page."""

    rows: Sequence[ConversationRow]
    older: str
    newer: str


def conversations_for(user: Person, state: str = "") -> QuerySet[Conversation]:
    """Return the conversations a person may see, of one tab or state ("" for all)."""
    rows = Conversation.objects.filter(units.within(user, "conversation.see"))
    match state:
        case "":
            return rows
        case "waiting":
            return rows.filter(state=OPEN, waiting_since__isnull=False)
        case "mine":
            return rows.filter(state=OPEN, assigned_to=user.pk)
        case _:
            return rows.filter(state=state)


def conversation_for(user: Person, pk: object, *, may: str = "conversation.see") -> Conversation:
    """Return a conversation. Raises Http404 when invisible, PermissionDenied when not theirs."""
    rows = Conversation.objects.select_related("account", "unit", "assigned_to", "about")
    return units.obtain(rows, user, pk, see="conversation.see", may=may)


def conversation_page(user: Person, *, cursor: str, state: str, size: int = 50) -> ConversationPage:
    """Return a page of the list, newest first. Raises No for a cursor that is not ours."""
    listed = conversations_for(user, state).values(*COLUMNS)
    found = paging.cut(listed, by="last_at", cursor=cursor, size=size)
    return ConversationPage([_row(row) for row in found.rows], found.older, found.newer)


def thread(conversation: Conversation) -> list[Message | Note]:
    """Return everything said in a conversation and about it, oldest first."""
    said = conversation.messages.select_related("author", "delivery")
    notes = conversation.notes.select_related("author")
    both: list[Message | Note] = [*said, *notes]
    return sorted(both, key=lambda entry: entry.at)


def newest(conversation: Conversation) -> int:
    """Return the id of the newest message: what a reply names as ``seen``."""
    return conversation.messages.order_by("-id").values_list("id", flat=True).first() or 0


def answerers(conversation: Conversation) -> QuerySet[User]:
    """Return the colleagues a conversation can be given to."""
    return units.people_with("conversation.reply", conversation.unit_id)


def _row(row: dict[str, Any]) -> ConversationRow:
    return ConversationRow(
        id=row["id"],
        handle=row["handle"],
        name=row["name"] or row["handle"],
        kind=row["kind"],
        state=row["state"],
        waiting_since=row["waiting_since"],
        last_at=row["last_at"],
        last_text=row["last_text"],
        unit_id=row["unit_id"],
        unit=row["unit__name"],
        account_id=row["account_id"],
        account=row["account__handle"],
        network=row["account__network"],
        assigned_to_id=row["assigned_to_id"],
        assigned_to=row["assigned_to__name"] or "",
    )
