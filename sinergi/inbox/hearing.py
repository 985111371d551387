"""How messages of the public find their conversation. Everything may be heard twice."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from sinergi.connectors.contract import Incoming
from sinergi.inbox import confirming, masking, states, telling
from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation, Message
from sinergi.networks.models import Account, Delivery
from sinergi.understanding import actions as understanding

#: Answers in these states count as answers: the citizen has one, or has one coming.
ANSWERING = ("waiting", "sending", "sent", "unsure", "by_hand")


def take(account: Account, items: Sequence[Incoming]) -> list[Message]:
    """Store what an account heard; return the messages that are new, oldest first.

    Call it inside a transaction that holds the account's row: two workers then hear in turn.
    """
    ids = [item.remote_id for item in items]
    known = set(
        Message.objects.filter(account=account, remote_id__in=ids).values_list(
            "remote_id", flat=True
        )
    ) | set(
        Delivery.objects.filter(account=account, remote_id__in=ids).values_list(
            "remote_id", flat=True
        )
    )
    made, unsettled = [], dict[int, Conversation]()
    for item in items:
        if item.kind == "topic" or item.remote_id in known:
            continue  # a topic was said to nobody: it is for those who write
        known.add(item.remote_id)
        made.append(_store(account, item, unsettled))
    settling.settle_many(list(unsettled.values()))
    return made


def refresh(conversation_id: int) -> Conversation:
    """Derive from its messages what a conversation waits for and when something was last said."""
    found = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation_id)
    said = found.messages.order_by("-id")
    answered = (
        said.filter(direction=Message.Direction.OUT, delivery__state__in=ANSWERING)
        .values_list("id", flat=True)
        .first()
    )
    waiting = said.filter(direction=Message.Direction.IN, id__gt=answered or 0)
    found.waiting_since = waiting.order_by("id").values_list("at", flat=True).first()
    last = said.select_related("understood").first()
    if last is not None:
        found.last_at = max(last.at, found.last_at)
        known = last.understood  # masked already
        found.last_text = known.text[: masking.SNIPPET] if known else masking.snippet(last.text)
    found.save(update_fields=["waiting_since", "last_at", "last_text"])
    return found


def _store(account: Account, item: Incoming, unsettled: dict[int, Conversation]) -> Message:
    """Store one message; its conversation joins the ``unsettled``, unless a step settled it."""
    conversation = _conversation(account, item)
    message = Message.objects.create(
        conversation=conversation,
        account=account,
        direction=Message.Direction.IN,
        remote_id=item.remote_id,
        in_reply_to=item.in_reply_to or "",
        person=item.author_id[:300],
        attachments=[address[:1000] for address in item.attachments[:20]],
        text=item.text.replace("\x00", ""),
        url=item.url[:1000],
        at=item.at,
    )
    _have_it_read(message)
    quiet = conversation.waiting_since is not None and conversation.open
    Conversation.objects.filter(pk=conversation.pk).update(name=item.author_name[:200])
    found = refresh(conversation.pk)
    if confirming.heard(found, item.text, item.at) or states.heard(found, item.at):
        unsettled.pop(found.pk, None)
    else:
        unsettled[found.pk] = found
    if not quiet:
        telling.arrived(message)
    return message


def _have_it_read(message: Message) -> None:
    """Hand the words down, masked, to be understood by a worker."""
    if message.text.strip():
        unit_id, origin = message.conversation.unit_id, f"message:{message.pk}"
        message.understood = understanding.take(unit_id, origin, message.text, at=message.at)
        message.save(update_fields=["understood"])


def _conversation(account: Account, item: Incoming) -> Conversation:
    root, about = _root(account, item)
    now = timezone.now()
    found, _ = Conversation.objects.get_or_create(
        account=account,
        handle=item.author[:200],
        root=root,
        defaults={
            "unit_id": account.unit_id,
            "kind": item.kind,
            "name": item.author_name[:200],
            "about": about,
            "opened_at": now,
            "counted_from": item.at,
            "last_at": item.at,
        },
    )
    return found


def _root(account: Account, item: Incoming) -> tuple[str, Delivery | None]:
    """Return what a message hangs on: its remote id, and our post where it is one."""
    if item.kind == "direct":
        return "direct", None
    if not item.in_reply_to:
        return item.remote_id, None
    parent = (
        Message.objects.filter(account=account, remote_id=item.in_reply_to)
        .select_related("conversation__about")
        .first()
    )
    if parent is not None:
        return parent.conversation.root, parent.conversation.about
    ours = Delivery.objects.filter(account=account, remote_id=item.in_reply_to).first()
    return item.in_reply_to, ours
