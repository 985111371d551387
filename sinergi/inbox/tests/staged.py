"""What the public said at moments that a test names, on the wall of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.networks.models import Account


def at(written: str) -> datetime:
    """Return a moment of November 2026: "2 09:30" is Monday the second, half past nine."""
    day, hour = written.split()
    return timezone.make_aware(datetime.fromisoformat(f"2026-11-{int(day):02} {hour}"))


def said(account: Account, when: str, remote_id: str = "c1", text: str = "Buka sampai jam berapa?",
         *, answers: str | None = None, author: str = "warga.melati") -> Conversation:  # fmt: skip
    """Let an account hear something at a moment, as if it came in at once."""
    item = replace(incoming(remote_id, text, answers=answers, author=author), at=at(when))
    hear_items(account, item)
    found = Conversation.objects.get(messages__remote_id=remote_id)
    if found.messages.count() == 1:
        found.opened_at = item.at
        found.save(update_fields=["opened_at"])
        with transaction.atomic():
            settling.settle(found)
    return found


def fresh(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)
