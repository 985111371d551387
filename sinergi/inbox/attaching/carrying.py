"""What an answer may carry, and whether it can go out with what it carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sinergi.connectors.contract import Limits
from sinergi.inbox.models import Conversation, Draft, Proposal
from sinergi.lib.text import No, say
from sinergi.networks import attaching
from sinergi.networks import queries as networks
from sinergi.networks.attaching import Fitted, Item
from sinergi.networks.models import Account


def limits(account: Account, *, direct: bool) -> Limits | None:
    """Return what an answer there may hold, pictures alone; nothing: its network is off.

    ``direct``: one that a single person sees.
    """
    card = networks.card(account)
    if card is None:
        return None
    found = card.answer(direct=direct)
    return replace(found, images=min(found.images, attaching.MOST), videos=0)


def taken(conversation: Conversation) -> int:
    """Return how many pictures an answer in a conversation may have."""
    found = limits(conversation.account, direct=conversation.kind == Conversation.Kind.DIRECT)
    return found.images if found else 0


def fitted(
    conversation: Conversation, media: Sequence[Item], *, text: str = "", privately: bool = False
) -> Fitted:
    """Have pictures made as the network takes them in an answer; return them, or why not.

    Outside of any transaction where that can be: what is begun is to stay begun.
    """
    if not media:
        return Fitted(())
    if any("file" not in item for item in media):
        return Fitted((), No(say("The pictures of this answer are gone: choose them once more.")))
    direct = privately or conversation.kind == Conversation.Kind.DIRECT
    room = limits(conversation.account, direct=direct)
    if room is None or not room.images:
        return Fitted((), _words_alone(conversation.account))
    if against := _too_long(conversation.account, room, text):
        return Fitted((), against)
    return attaching.fitted(conversation.account, conversation.unit, media, room)


def held() -> set[str]:
    """Return the files of drafts, and of what waits for a second person."""
    waiting = Proposal.objects.filter(state=Proposal.State.WAITING)
    rows = (Draft.objects.exclude(media=[]), waiting.exclude(media=[]))
    lists = [media for found in rows for media in found.values_list("media", flat=True)]
    return {attaching.source_of(item) for media in lists for item in media}


def _words_alone(account: Account) -> No:
    return No(
        say("{account} takes words alone in an answer like this: take the pictures out."),
        account=account.handle,
    )


def _too_long(account: Account, room: Limits, text: str) -> No | None:
    card = networks.card(account)
    length = card.count(text) if card else len(text)
    if not room.text_with_media or length <= room.text_with_media:
        return None
    return No(
        say("With pictures, the answer has {length} characters; {account} takes {limit}."),
        length=length,
        account=account.handle,
        limit=room.text_with_media,
    )
