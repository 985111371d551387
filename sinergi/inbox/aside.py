"""What is surely spam goes aside by itself, and comes back with one tap. Nothing else does."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import hiding, queries, states, tasks
from sinergi.inbox.models import Conversation, Message, SpamHiding
from sinergi.inbox.rows import locked, record
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.understanding import actions as understanding

State = Conversation.State
Hiding = Message.Hiding

#: Only what nobody has touched goes aside.
UNTOUCHED = frozenset({State.NEW, State.REOPENED})

REASON = say("Surely an advertisement for gambling")


def put(conversation: Conversation, now: datetime) -> bool:
    """Put aside a conversation that is surely spam; return whether it was put aside.

    Not where a life may be in danger, and not what a colleague took up. The network hides it only
    where the account says so. Call inside a transaction that holds its row.
    """
    touched = conversation.state not in UNTOUCHED or conversation.assigned_to_id is not None
    if touched or conversation.danger or not conversation.spam:
        return False
    states.step(conversation, State.ARCHIVED, by=None, reason=REASON, now=now)
    audit.record(
        None, "conversation.archived", on=conversation, unit_id=conversation.unit_id,
        data={"reason": REASON},
    )  # fmt: skip
    if SpamHiding.objects.filter(account=conversation.account_id).exists():
        for message in _messages(conversation).filter(hiding=Hiding.SHOWN):
            _hide(None, message, hidden=True)
    return True


def bring_back(actor: User, conversation: Conversation) -> Conversation:
    """Say that it is no spam: it is open again, shown again, and the office learns from it.

    Raises No where it was not put aside as spam.
    """
    with transaction.atomic():
        text = queries.newest_understood(conversation)
        understanding.hold([text.pk] if text is not None else [])
        found = locked(conversation)
        if found.state != State.ARCHIVED or not found.spam:
            raise No(say("This was not put aside as spam."))
        found.spam = False
        found.save(update_fields=["spam"])
        states.step(found, State.REOPENED, by=actor, reason=say("No spam"), now=timezone.now())
        if text is not None:
            understanding.label(actor, text, head="spam", label="normal")
        for message in _messages(found).filter(hiding__in=[Hiding.HIDDEN, Hiding.HIDING]):
            _hide(actor, message, hidden=False)
        record(actor, "conversation.reopened", found)
        found.refresh_from_db()
    return found


def switch_hiding(actor: User, account: Account, *, hide: bool) -> None:
    """Say whether the network of an account hides what is surely spam."""
    with transaction.atomic():
        if hide:
            values = {"by": actor, "at": timezone.now()}
            SpamHiding.objects.get_or_create(account=account, defaults=values)
        else:
            SpamHiding.objects.filter(account=account).delete()
        data = {"hide": hide}
        audit.record(actor, "account.spam_hiding", on=account, unit_id=account.unit_id, data=data)


def _messages(conversation: Conversation) -> QuerySet[Message]:
    said = conversation.messages.filter(direction=Message.Direction.IN)
    return said.select_related("conversation__account", "removal")


def _hide(actor: User | None, message: Message, *, hidden: bool) -> None:
    if hiding.possible(message):
        hiding.ask(actor, message, hidden=hidden)
        transaction.on_commit(partial(tasks.carry_out_hiding.enqueue, message.pk))
