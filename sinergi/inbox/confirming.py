"""Answered is not solved: the citizen says so, or silence is shown as "not confirmed".

Call inside a transaction that holds the conversation's row.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.inbox import states
from sinergi.inbox.models import Conversation
from sinergi.lib.text import say

State = Conversation.State

BATCH = 200

#: How people say yes, it is done, in Indonesian, Sundanese, Javanese, Betawi and English.
YES = frozenset({
    "ya", "iya", "yes", "sudah", "udah", "udeh", "sdh", "dah", "beres", "selesai", "solved",
    "done", "muhun", "sumuhun", "atos", "enggih", "nggih", "sampun", "uwis", "wis",
})  # fmt: skip
#: What may stand beside it: thanks, and whom it is said to.
POLITE = frozenset({
    "min", "mimin", "admin", "kak", "kang", "teh", "mas", "mbak", "pak", "bu", "bapak", "ibu",
    "bang", "gan", "terima", "terimakasih", "kasih", "makasih", "trims", "tks", "thx", "thanks",
    "thank", "you", "nuhun", "hatur", "suwun", "matur", "banget", "sekali", "pisan", "dong",
    "nih", "baik", "ok", "oke", "siap", "alhamdulillah", "semuanya", "nya", "deh", "kok", "bgt",
})  # fmt: skip
#: Whom it is said to, as networks of the fediverse write it before every reply.
_NAMED = re.compile(r"(?<!\w)@[\w.@:-]+")

#: Networks tell whole seconds, by clocks that are not ours.
CLOCKS = timedelta(minutes=1)


def is_yes(text: str) -> bool:
    """True when a text says yes and nothing else: any other word needs a person who reads it."""
    words = re.findall(r"\w+", _NAMED.sub(" ", text).casefold())
    return "?" not in text and bool(YES & {*words}) and {*words} <= YES | POLITE


def heard(conversation: Conversation, text: str, now: datetime) -> bool:
    """Close a conversation whose citizen was asked and says yes; return whether they did."""
    asked = conversation.asked_at is not None and conversation.asked_at - CLOCKS <= now
    if not asked or conversation.state != State.ANSWERED or not is_yes(text):
        return False
    conversation.confirmed = True
    conversation.save(update_fields=["confirmed"])
    reason = say("The citizen says that it is solved")
    states.step(conversation, State.DONE, by=None, reason=reason, now=now)
    return True


def close_silent(now: datetime) -> int:
    """Close what was answered, and where nobody said for long whether it is solved."""
    silent = Conversation.objects.filter(close_at__lte=now).order_by("close_at", "id")
    return sum(_close(pk, now) for pk in silent.values_list("pk", flat=True)[:BATCH])


def _close(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        row = Conversation.objects.select_for_update(of=("self",)).get(pk=pk)
        if row.close_at is None or row.close_at > now or row.state != State.ANSWERED:
            return False
        reason = say("Nobody said whether it is solved")
        states.step(row, State.DONE, by=None, reason=reason, now=now)
        audit.record(None, "conversation.done", on=row, unit_id=row.unit_id)
    return True
