"""What messages hang on: our post, the first message, or the person who writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sinergi.connectors.contract import Incoming
from sinergi.inbox.models import Conversation, Message
from sinergi.lib import rows
from sinergi.lib.among import Keyed
from sinergi.lib.prepared import prepared
from sinergi.networks.models import Account, Delivery

#: What a conversation hangs on: a remote id, and the id of our delivery where it is one.
Root = tuple[str, int | None]

_COLUMNS = rows.names(Conversation)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of remote ids: of messages their conversation's root, of posts of ours
    themselves, of what goes on with a post that post. Where a post was sent twice under one id, the
    newest counts.
    """

    said: Mapping[str, Root]
    ours: Mapping[str, Root]


def known(account: Account, items: Iterable[Incoming]) -> Known:
    """Return what is known of these messages and of what they answer."""
    ids = {one for item in items for one in (item.remote_id, item.in_reply_to) if one}
    keys = [(account.pk, one) for one in ids]
    said = {one: (root, about) for one, root, about in _said().run(keys=keys)}
    ours = _ours().run(keys=keys)
    return Known(said, {one: (over or one, head or pk) for one, pk, head, over in ours})


def conversations(
    account: Account, items: Sequence[Incoming], roots: Sequence[Root]
) -> dict[tuple[str, str], Conversation]:
    """Return the conversations these messages may belong to, locked, by handle and root."""
    keys = {
        (account.pk, item.author[:200], root) for item, (root, _) in zip(items, roots, strict=True)
    }
    found: dict[tuple[str, str], Conversation] = {}
    for values in _held().run(keys=list(keys)):
        one = rows.read(Conversation, _COLUMNS, values)
        one.account = account
        found[one.handle, one.root] = one
    return found


def roots(items: Sequence[Incoming], known: Known) -> list[Root]:
    """Return what each message hangs on: what it answers may have come just before it."""
    before = {**known.ours, **known.said}
    roots = []
    for item in items:
        if item.kind == "direct":
            root: Root = ("direct", None)
        elif item.in_reply_to:
            root = before.get(item.in_reply_to, (item.in_reply_to, None))
        else:
            root = (item.remote_id, None)
        before[item.remote_id] = root
        roots.append(root)
    return roots


#: As the databases have it in the index of those that are on a network (``message_once``).
_THERE = "NOT (t.remote_id = '')"


@prepared
def _said() -> QuerySet[Any, Any]:
    said = Message.objects.filter(Keyed(Message, "account remote_id", "keys", _THERE))
    return said.order_by().values_list("remote_id", "conversation__root", "conversation__about")


@prepared
def _ours() -> QuerySet[Any, Any]:
    ours = Delivery.objects.filter(Keyed(Delivery, "account remote_id", "keys", _THERE))
    shown = ours.order_by("due", "id")
    return shown.values_list("remote_id", "pk", "head", "head__remote_id")


@prepared
def _held() -> QuerySet[Any, Any]:
    found = Conversation.objects.filter(Keyed(Conversation, "account handle root", "keys"))
    return found.select_for_update().order_by("pk").values_list(*_COLUMNS)
