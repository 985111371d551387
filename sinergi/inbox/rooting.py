"""What messages hang on: our post, the first message, or the person who writes."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.connectors.contract import Incoming
from sinergi.inbox.models import Conversation, Message
from sinergi.networks.models import Account, Delivery

#: What a conversation hangs on: a remote id, and the id of our delivery where it is one.
Root = tuple[str, int | None]


def conversations(
    account: Account, items: Sequence[Incoming], roots: Sequence[Root]
) -> dict[tuple[str, str], Conversation]:
    """Return the conversations these messages may belong to, locked, by handle and root."""
    found = Conversation.objects.select_for_update(of=("self",)).filter(
        account=account,
        handle__in={item.author[:200] for item in items},
        root__in={root for root, _ in roots},
    )
    known = {(one.handle, one.root): one for one in found.order_by("pk")}
    for one in known.values():
        one.account = account
    return known


def roots(account: Account, items: Sequence[Incoming]) -> list[Root]:
    """Return what each message hangs on: what it answers may have come just before it."""
    answered = {item.in_reply_to for item in items if item.in_reply_to and item.kind != "direct"}
    known = _known_roots(account, answered)
    roots = []
    for item in items:
        if item.kind == "direct":
            root: Root = ("direct", None)
        elif item.in_reply_to:
            root = known.get(item.in_reply_to, (item.in_reply_to, None))
        else:
            root = (item.remote_id, None)
        known[item.remote_id] = root
        roots.append(root)
    return roots


def _known_roots(account: Account, remote_ids: set[str]) -> dict[str, Root]:
    """Return what is known of these ids: of messages their conversation's root, of posts of ours
    themselves, of what goes on with a post that post. Where a post was sent twice under one id, the
    newest counts."""
    if not remote_ids:
        return {}
    ours = Delivery.objects.filter(account=account, remote_id__in=remote_ids).order_by("due", "id")
    rows = ours.values_list("remote_id", "pk", "head__remote_id", "head")
    found: dict[str, Root] = {
        remote_id: (over or remote_id, head or pk) for remote_id, pk, over, head in rows
    }
    said = Message.objects.filter(account=account, remote_id__in=remote_ids)
    rows_ = said.values_list("remote_id", "conversation__root", "conversation__about")
    return found | {remote_id: (root, about) for remote_id, root, about in rows_}
