"""Who looked at what a member of the public wrote, and knows their name: in the log, once a day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, CharField, DateTimeField, QuerySet
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox.models import Conversation
from sinergi.inbox.rows import record
from sinergi.lib.prepared import Slot, prepared
from sinergi.people.models import User


def opened(user: User, conversation: Conversation) -> None:
    """Write into the log that somebody opened a conversation, where it is not there today."""
    once_a_day(user, "conversation.opened", conversation)


def once_a_day(user: User, verb: str, conversation: Conversation) -> None:
    """Write an act into the log, where this person's is not there today."""
    if not done_today(user, verb, conversation):
        with transaction.atomic():
            record(user, verb, conversation)


def done_today(user: User, verb: str, conversation: Conversation) -> bool:
    """True when the log has such an act of a person since midnight."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    done = _done().one(on=str(conversation.pk), by=user.pk, verb=verb, since=midnight)
    return done is not None


@prepared
def _done() -> QuerySet[Any, Any]:
    rows = Entry.objects.filter(
        object_type="inbox.conversation",
        object_id=Slot("on", CharField()),
        actor_id=Slot("by", BigIntegerField()),
        verb=Slot("verb", CharField()),
        at__gte=Slot("since", DateTimeField()),
    )
    return rows.order_by().values_list("seq")[:1]
