"""Delete for good, on its network, what somebody wrote under our post.

Never by itself: a person with the right says why. The wish is kept first, then a job asks the
network. Where no answer comes, it is asked again: a network that has deleted says that it is
gone. After some tries a person looks. What was deleted stays in the conversation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Removes
from sinergi.connectors.errors import ConnectorError, Refused
from sinergi.inbox import telling
from sinergi.inbox.models import Message, Removal
from sinergi.inbox.moderating import allowed
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks import insisting
from sinergi.networks import rules as network_rules
from sinergi.networks.models import Account
from sinergi.people.models import User

VERB = "comment.delete"

State = Removal.State

#: As much of a reason is kept.
LONGEST = 1000


def ask(actor: User, message: Message, *, ground: str, reason: str) -> Removal:
    """Keep the wish to delete a message, with why. What failed can be asked for again.

    Raises No where the network cannot, and where somebody has asked for it already.
    """
    reason, now = " ".join(reason.split())[:LONGEST], timezone.now()
    if ground not in Removal.Ground.values or not reason:
        raise No(say("Say why: it is kept with what was deleted, and in the log."))
    with transaction.atomic():
        found = _held(message.pk)
        if allowed.gone(found):
            raise No(say("It was deleted already, or is being deleted."))
        if not allowed.possible(found, "remove"):
            raise No(say("This network does not let us delete that."))
        wish = {
            "state": State.ASKED, "ground": ground, "reason": reason, "by": actor, "at": now,
            "fingerprint": fingerprint(found), "tries": 0, "next_at": now + insisting.LEASE,
            "problem": {},
        }  # fmt: skip
        made, _ = Removal.objects.update_or_create(message=found, defaults=wish)
        _record(actor, "message.removal_asked", made, found)
    return made


def again(actor: User, message: Message) -> None:
    """Ask the network once more where it is not known whether it was deleted: that is harmless.

    Raises No where that is known.
    """
    now = timezone.now()
    with transaction.atomic():
        held = _held(message.pk)
        found = Removal.objects.filter(message=held).first()
        if found is None or found.state != State.UNSURE:
            raise No(say("It is known already what became of it."))
        found.state, found.tries, found.next_at = State.ASKED, 0, now + insisting.LEASE
        found.save(update_fields=["state", "tries", "next_at"])
        _record(actor, "message.removal_asked", found, held)


def due(now: datetime) -> list[int]:
    """Give out what is to be asked again; return the ids of its messages."""
    rows = Removal.objects.filter(next_at__lte=now)
    ids = list(rows.order_by("next_at").values_list("message_id", flat=True)[:100])
    Removal.objects.filter(message__in=ids, next_at__lte=now).update(next_at=now + insisting.LEASE)
    return ids


def carry_out(pk: int, open_account: Callable[[Account], object] = networks.open_account) -> None:
    """Ask the network to delete a message, and keep what it said. May be run again."""
    rows = Message.objects.select_related("conversation__account", "removal")
    message = rows.get(pk=pk)
    if message.removal.state != State.ASKED:
        return
    try:
        network = open_account(message.conversation.account)
        if not isinstance(network, Removes):
            raise Refused(say("This network does not let us delete that."))
        network.remove(message.remote_id)
    except ConnectorError as e:
        _failed(message, e)
    else:
        _removed(message)


def fingerprint(message: Message) -> str:
    """Return the SHA-256 of what is deleted: link, time in UTC and text, a line each."""
    at = message.at.astimezone(UTC).isoformat(timespec="seconds")
    return hashlib.sha256(f"{message.url}\n{at}\n{message.text}".encode()).hexdigest()


def _removed(message: Message) -> None:
    now = timezone.now()
    with transaction.atomic():
        same = _asked(message)
        values = {"state": State.REMOVED, "removed_at": now, "next_at": None, "problem": {}}
        if same.update(**values):
            removal = message.removal
            _record(removal.by, "message.removed", removal, message)


def _failed(message: Message, error: ConnectorError) -> None:
    """Keep why it was not deleted. Where that is not known, ask again; at last, a person looks."""
    removal, tries = message.removal, message.removal.tries + 1
    state, next_at = insisting.after(error, tries=tries, now=timezone.now())
    problem = network_rules.spoken(error)
    with transaction.atomic():
        same = _asked(message)
        if not same.update(state=state, tries=tries, next_at=next_at, problem=problem):
            return
        removal.state = state
        telling.not_deleted(removal, message.conversation)
        if state == State.FAILED:
            _record(removal.by, "message.removal_failed", removal, message)


def _asked(message: Message) -> QuerySet[Removal]:
    return Removal.objects.filter(pk=message.removal.pk, state=State.ASKED)


def _held(pk: int) -> Message:
    rows = Message.objects.select_related("conversation__account", "removal")
    return rows.select_for_update(of=("self",)).get(pk=pk)


def _record(actor: User, verb: str, removal: Removal, message: Message) -> None:
    told = {"ground": removal.ground, "fingerprint": removal.fingerprint}
    talk, data = message.conversation, {"message": message.pk, **told}
    audit.record(actor, verb, on=talk, unit_id=talk.unit_id, data=data)
