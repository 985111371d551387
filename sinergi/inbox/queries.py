"""What a person sees of conversations."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import BigIntegerField, CharField, QuerySet
from django.http import Http404

from sinergi.inbox import gone
from sinergi.inbox.models import Conversation, Handing, Message, Proposal, Transfer
from sinergi.lib.prepared import Slot, prepared
from sinergi.lib.prepared_objects import objects
from sinergi.networks import queries as networks
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.understanding.models import Text
from sinergi.units import queries as units
from sinergi.units.queries import Person

Part = TypeVar("Part", Handing, Message, Proposal)


def conversations_for(user: Person) -> QuerySet[Conversation]:
    """Return the conversations a person may see."""
    return Conversation.objects.filter(units.within(user, "conversation.see"))


def conversation_for(user: Person, pk: object, *, may: str = "conversation.see") -> Conversation:
    """Return a conversation. Raises Http404 when invisible, PermissionDenied when not theirs.

    Whoever handed it to another office goes on reading it, and no more: what they may not do any
    more is Elsewhere, as it is for whoever gave it back.
    """
    row = _whole().first(id=int(str(pk))) if units.is_id(pk) else None
    try:
        return units.allowed(row, user, see="conversation.see", may=may)
    except Http404:
        if row is None:
            raise
        readable = handed_on(user).filter(pk=row.pk).exists()
        if may != gone.SEE and (readable or gone.had(user, row)):
            raise gone.elsewhere(row, readable=readable) from None
        if not readable:
            raise
    return row


def part_for(rows: QuerySet[Part], user: Person, pk: object, *, may: str) -> Part:
    """Return a row that hangs on a conversation. Raises as ``conversation_for`` of it does."""
    found = rows.filter(pk=pk).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    conversation_for(user, found.conversation_id, may=may)
    return found


def handed_on(user: Person) -> QuerySet[Conversation]:
    """Return the conversations that offices of a person handed to others."""
    given = Transfer.objects.filter(units.within(user, "conversation.see", "source"))
    return Conversation.objects.filter(pk__in=given.values("conversation"))


def readable(user: Person, pk: int) -> bool:
    """True when a person may read a conversation."""
    return conversations_for(user).filter(pk=pk).exists() or handed_on(user).filter(pk=pk).exists()


def newest(conversation: Conversation) -> int:
    """Return the id of the newest message: what a reply names as ``seen``."""
    found = _newest().one(of=conversation.pk)
    return int(found[0]) if found else 0


def newest_understood(conversation: Conversation) -> Text | None:
    """Return the masked copy of the newest words of the public, with what was understood."""
    message = _understood().first(of=conversation.pk)
    return message.understood if message else None


def subject(conversation: Conversation) -> str:
    """Return what the public said last, masked; what was said last where nobody has read it yet."""
    return subject_of(conversation, newest_understood(conversation))


def subject_of(conversation: Conversation, newest: Text | None) -> str:
    return newest.text if newest else conversation.last_text


def earlier(user: Person, conversation: Conversation, most: int = 5) -> list[Conversation]:
    """Return other conversations with the same person on that network, the latest first."""
    offices = units.reach(user, "conversation.see")
    return _earlier(None if offices is None else len(offices), most).all(
        offices=offices, this=conversation.pk, handle=conversation.handle,
        network=conversation.account.network,
    )  # fmt: skip


def answerers(conversation: Conversation) -> QuerySet[User]:
    """Return the colleagues a conversation can be given to."""
    return units.people_with("conversation.reply", conversation.unit_id)


def answerable(user: Person) -> QuerySet[Account]:
    """Return the accounts for which a person answers the public."""
    return networks.accounts_for(user, "conversation.reply")


@objects
def _whole() -> QuerySet[Conversation]:
    rows = Conversation.objects.filter(pk=Slot("id", BigIntegerField()))
    return rows.select_related("account", "unit", "assigned_to", "about", "case").order_by()


@prepared
def _newest() -> QuerySet[Any, Any]:
    rows = Message.objects.filter(conversation=Slot("of", BigIntegerField()))
    return rows.order_by("-id").values_list("id")[:1]


@objects
def _understood() -> QuerySet[Message]:
    rows = Message.objects.filter(conversation=Slot("of", BigIntegerField()))
    read = rows.filter(understood__isnull=False).select_related("understood")
    return read.order_by("-id")[:1]


@objects
def _earlier(offices: int | None, most: int) -> QuerySet[Conversation]:
    rows = Conversation.objects.filter(
        units.within_reach(offices),
        handle=Slot("handle", CharField()),
        account__network=Slot("network", CharField()),
    ).exclude(pk=Slot("this", BigIntegerField()))
    return rows.select_related("account", "unit").order_by("-last_at", "-id")[:most]
