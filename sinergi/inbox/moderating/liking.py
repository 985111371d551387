"""Like what somebody wrote, in the account's name, and take it back.

The wish is kept with the message and a job carries it to the network; until the network has said
yes, the page says "being liked". A like is nothing but a sign that it was read: no answer.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Likes
from sinergi.connectors.errors import ConnectorError, Refused
from sinergi.inbox.models import Message
from sinergi.inbox.moderating import allowed
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks import rules as network_rules
from sinergi.networks.models import Account
from sinergi.people.models import User

Liking = Message.Liking


def ask(actor: User, message: Message, *, liked: bool) -> None:
    """Keep the wish to like a message, or to take it back. Raises No where the network cannot."""
    if not allowed.possible(message, "like"):
        raise No(say("This network does not let us like that."))
    with transaction.atomic():
        wish = Liking.LIKING if liked else Liking.UNLIKING
        Message.objects.filter(pk=message.pk).update(liking=wish, problem={})
        audit.record(
            actor,
            "message.liked" if liked else "message.unliked",
            on=message.conversation,
            unit_id=message.conversation.unit_id,
            data={"message": message.pk},
        )


def carry_out(pk: int, open_account: Callable[[Account], object] = networks.open_account) -> None:
    """Ask the network for what was wished. What it did not do is kept with the message."""
    message = Message.objects.select_related("conversation__account").get(pk=pk)
    if message.liking not in {Liking.LIKING, Liking.UNLIKING}:
        return
    liked = message.liking == Liking.LIKING
    try:
        network = open_account(message.conversation.account)
        if not isinstance(network, Likes):
            raise Refused(say("This network does not let us like that."))
        network.like(message.remote_id, liked=liked)
    except ConnectorError as e:
        back = Liking.NONE if liked else Liking.LIKED
        _settle(message, back, network_rules.spoken(e))
    else:
        _settle(message, Liking.LIKED if liked else Liking.NONE, {})


def _settle(message: Message, state: str, problem: dict[str, object]) -> None:
    same = Message.objects.filter(pk=message.pk, liking=message.liking)
    same.update(liking=state, problem=problem)
