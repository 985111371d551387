"""How messages of the public find their conversation. Everything may be heard twice."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.connectors.contract import Incoming
from sinergi.inbox import intake, masking, rooting
from sinergi.inbox.models import Conversation, Message
from sinergi.lib.text import plain
from sinergi.networks.models import Account

#: Answers in these states count as answers: the citizen has one, or has one coming.
ANSWERING = ("waiting", "sending", "sent", "unsure", "by_hand")


def take(account: Account, items: Sequence[Incoming]) -> list[Message]:
    """Store what an account heard; return the messages that are new, oldest first.

    Call it inside a transaction that holds the account's row: two workers then hear in turn.
    """
    known = rooting.known(account, items)
    seen = {*known.said, *known.ours}
    fresh = []
    for item in items:
        if item.kind == "topic" or item.remote_id in seen:
            continue  # a topic was said to nobody: it is for those who write
        seen.add(item.remote_id)
        fresh.append(item)
    return intake.store(account, fresh, known) if fresh else []


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
        found.last_text = _beginning(found, last)
    found.save(update_fields=["waiting_since", "last_at", "last_text"])
    return found


def _beginning(found: Conversation, last: Message) -> str:
    """Return what a list shows of the newest message: of ours, without whom it calls by name."""
    if last.understood is not None:
        return last.understood.text[: masking.SNIPPET]  # masked already
    ours = last.direction == Message.Direction.OUT
    names = (found.name, plain(found.name), found.handle) if ours else ()
    return masking.snippet(last.text, *names)
