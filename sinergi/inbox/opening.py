"""Who looked at what a member of the public wrote, and knows their name: in the log, once a day."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox.models import Conversation
from sinergi.inbox.rows import record
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
    midnight = datetime.combine(timezone.localdate(), time.min)
    known = Entry.objects.filter(
        object_type="inbox.conversation",
        object_id=str(conversation.pk),
        actor_id=user.pk,
        verb=verb,
        at__gte=timezone.make_aware(midnight),
    )
    return known.exists()
