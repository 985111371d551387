"""Who looked at what a member of the public wrote, and knows their name: in the log, once a day."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox.models import Conversation
from sinergi.inbox.rows import record
from sinergi.people.models import User

VERB = "conversation.opened"


def opened(user: User, conversation: Conversation) -> None:
    """Write into the log that somebody opened a conversation, where it is not there today."""
    midnight = datetime.combine(timezone.localdate(), time.min)
    known = Entry.objects.filter(
        object_type="inbox.conversation",
        object_id=str(conversation.pk),
        actor_id=user.pk,
        verb=VERB,
        at__gte=timezone.make_aware(midnight),
    )
    if known.exists():
        return
    with transaction.atomic():
        record(user, "conversation.opened", conversation)
