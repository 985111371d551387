"""What a person sees of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from sinergi.inbox.models import Conversation, Message, Note
from sinergi.lib import paging
from sinergi.lib.prepared import Slot, prepared
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.understanding.models import Text
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: The tabs of the list.
TABS = ("waiting", "mine", "open", "done", "")


class ConversationRow(NamedTuple):
    """One line of the list. ``waiting_since`` is empty when all is answered."""

    id: int
    last_at: datetime
    handle: str
    name: str
    kind: str
    state: str
    open: bool
    waiting_since: datetime | None
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
    return _in_tab(state, user.pk).filter(units.within(user, "conversation.see"))


def conversation_for(user: Person, pk: object, *, may: str = "conversation.see") -> Conversation:
    """Return a conversation. Raises Http404 when invisible, PermissionDenied when not theirs."""
    rows = Conversation.objects.select_related("account", "unit", "assigned_to", "about")
    return units.obtain(rows, user, pk, see="conversation.see", may=may)


def conversation_page(user: Person, *, cursor: str, state: str, size: int = 50) -> ConversationPage:
    """Return a page of the list, newest first. Raises No for a cursor that is not ours."""
    offices = units.reach(user, "conversation.see")
    number = None if offices is None else len(offices)
    found = paging.cut(
        lambda way: _listed(state, number, way, size),
        cursor=cursor,
        size=size,
        offices=offices,
        me=user.pk,
    )
    rows = [ConversationRow._make(row) for row in found.rows]
    return ConversationPage(rows, found.older, found.newer)


def thread(conversation: Conversation) -> list[Message | Note]:
    """Return everything said in a conversation and about it, oldest first."""
    said = conversation.messages.select_related("author", "delivery")
    notes = conversation.notes.select_related("author")
    both: list[Message | Note] = [*said, *notes]
    return sorted(both, key=lambda entry: entry.at)


def newest(conversation: Conversation) -> int:
    """Return the id of the newest message: what a reply names as ``seen``."""
    return conversation.messages.order_by("-id").values_list("id", flat=True).first() or 0


def newest_understood(conversation: Conversation) -> Text | None:
    """Return the masked copy of the newest words of the public, with what was understood."""
    said = conversation.messages.filter(understood__isnull=False).select_related("understood")
    message = said.order_by("-id").first()
    return message.understood if message else None


def earlier(user: Person, conversation: Conversation, most: int = 5) -> list[Conversation]:
    """Return other conversations with the same person on that network, the latest first."""
    same = conversations_for(user).filter(
        handle=conversation.handle, account__network=conversation.account.network
    )
    rows = same.exclude(pk=conversation.pk).select_related("account", "unit")
    return list(rows.order_by("-last_at", "-id")[:most])


def in_danger(conversation_ids: Sequence[int]) -> set[int]:
    """Return which of these open conversations tell of a danger to life."""
    return set(
        Message.objects.filter(
            understood__danger=True,
            conversation__in=conversation_ids,
            conversation__open=True,
        ).values_list("conversation_id", flat=True)
    )


def answerers(conversation: Conversation) -> QuerySet[User]:
    """Return the colleagues a conversation can be given to."""
    return units.people_with("conversation.reply", conversation.unit_id)


def readers(conversation: Conversation, besides: User) -> QuerySet[User]:
    """Return the colleagues who may read a conversation, without one of them."""
    return units.people_with("conversation.see", conversation.unit_id).exclude(pk=besides.pk)


def answerable(user: Person) -> QuerySet[Account]:
    """Return the accounts for which a person answers the public."""
    return networks.accounts_for(user, "conversation.reply")


@prepared
def _listed(state: str, offices: int | None, way: str, size: int) -> QuerySet[Any, Any]:
    rows = _in_tab(state, Slot("me", BigIntegerField())).filter(units.within_reach(offices))
    listed = rows.values_list(
        "id", "last_at", "handle", _or("name", "handle"), "kind", "state", "open", "waiting_since",
        "last_text", "unit_id", "unit__name", "account_id", "account__handle",
        "account__network", "assigned_to_id", Coalesce("assigned_to__name", Value("")),
    )  # fmt: skip
    return paging.lying(listed, way, by="last_at", size=size)


def _or(first: str, then: str) -> Coalesce:
    return Coalesce(NullIf(first, Value("")), then)


def _in_tab(state: str, me: int | Slot | None) -> QuerySet[Conversation]:
    rows = Conversation.objects.all()
    match state:
        case "":
            return rows
        case "waiting":
            return rows.filter(open=True, waiting_since__isnull=False)
        case "mine":
            return rows.filter(open=True, assigned_to=me)
        case "open" | "done":
            return rows.filter(open=state == "open")
        case _:
            return rows.filter(state=state)
