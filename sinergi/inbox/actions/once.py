"""What keeps one person from being answered twice: a colleague's answer, and a form sent again."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.inbox.models import Conversation, Message
from sinergi.lib.text import No, say
from sinergi.networks import attaching
from sinergi.networks.attaching import Item
from sinergi.people.models import User


def check_nobody_answered(conversation: Conversation, seen: int, actor: User) -> None:
    """Raise No when a colleague answered after the message ``seen``."""
    ours = conversation.messages.filter(direction=Message.Direction.OUT, id__gt=seen)
    other = ours.exclude(author=actor).select_related("author").first()
    if other is not None:
        raise No(
            say("{who} has answered meanwhile. Your text is kept; read the answer first."),
            who=str(other.author),
        )


def repeated(
    conversation: Conversation, seen: int, actor: User, text: str, media: Sequence[Item]
) -> Message | None:
    """Return the answer that this one repeats: same writer, words and pictures, same page."""
    ours = conversation.messages.filter(
        direction=Message.Direction.OUT, id__gt=seen, author=actor, text=text
    ).exclude(delivery__state__in=["failed", "cancelled"])
    wanted = [attaching.source_of(item) for item in media]
    for one in ours.select_related("delivery"):
        shown = one.delivery.media if one.delivery else ()
        if [attaching.source_of(item) for item in shown] == wanted:
            return one
    return None
