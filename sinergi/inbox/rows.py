"""The row of a conversation, held for an act, and the record of the act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sinergi.audit import actions as audit
from sinergi.inbox.models import Conversation
from sinergi.people.models import User


def locked(conversation: Conversation) -> Conversation:
    """Return the row as it is now, held until the caller's transaction ends."""
    rows = Conversation.objects.select_related("account", "unit")
    return rows.select_for_update(of=("self",)).get(pk=conversation.pk)


def hold(conversations: Iterable[Conversation]) -> None:
    """Lock conversations in the order all lock them: for who does something to many, before the
    first of it is in the log."""
    rows = Conversation.objects.select_for_update(of=("self",)).order_by("pk")
    list(rows.filter(pk__in=[one.pk for one in conversations]).values_list("pk"))


def record(actor: User, verb: str, on: Conversation, **data: int | str | datetime | None) -> None:
    """Write into the log what was done with a conversation."""
    audit.record(actor, verb, on=on, unit_id=on.unit_id, data=data)
