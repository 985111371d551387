"""What can be done with a message of the public on its network."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from sinergi.inbox.models import Message, Removal
from sinergi.networks import queries as networks

Deed = Literal["hide", "like", "remove"]

#: In which kinds of conversation: what stands under our posts is hidden; liked is what everybody
#: reads. What can be deleted its network says.
KINDS: Mapping[Deed, Collection[str]] = {
    "hide": {"comment"},
    "like": {"comment", "mention", "review"},
}


def possible(message: Message, deed: Deed) -> bool:
    """True when the network can do that with a message: one of the public that is still there."""
    talk, account = message.conversation, message.conversation.account
    kinds = networks.removable(account.network) if deed == "remove" else KINDS[deed]
    theirs = message.direction == Message.Direction.IN and talk.kind in kinds
    heard = not account.by_hand and not message.remote_id.startswith("hand:")
    able = heard and theirs and deed in networks.abilities(account.network)
    return able and not gone(message)


def gone(message: Message) -> bool:
    """True when we had it deleted, or may have: nobody can do anything with it there."""
    removal = getattr(message, "removal", None)
    return removal is not None and removal.state != Removal.State.FAILED
