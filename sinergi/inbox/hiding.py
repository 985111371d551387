"""Hide from the public what somebody wrote under our post, and show it again.

The wish is kept with the message and a job carries it to the network; until the network has said
yes, the page says "being hidden".
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Hides
from sinergi.connectors.errors import ConnectorError, Refused
from sinergi.inbox.models import Message
from sinergi.inbox.moderating import allowed
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks import rules as network_rules
from sinergi.networks.models import Account
from sinergi.people.models import User

Hiding = Message.Hiding


def possible(message: Message) -> bool:
    """True when the network can hide this message: a comment of the public, not a private one."""
    return allowed.possible(message, "hide")


def ask(actor: User | None, message: Message, *, hidden: bool) -> None:
    """Keep the wish to hide or show a message; ``actor`` is nobody where the desk hides spam.

    Raises No where the network cannot.
    """
    if not possible(message):
        raise No(say("This network does not let us hide that."))
    wish = Hiding.HIDING if hidden else Hiding.SHOWING
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(hiding=wish, problem={})
        audit.record(
            actor,
            "message.hidden" if hidden else "message.shown",
            on=message.conversation,
            unit_id=message.conversation.unit_id,
            data={"message": message.pk},
        )


def carry_out(pk: int, open_account: Callable[[Account], object] = networks.open_account) -> None:
    """Ask the network for what was wished. What it did not do is kept with the message."""
    message = Message.objects.select_related("conversation__account").get(pk=pk)
    if message.hiding not in {Hiding.HIDING, Hiding.SHOWING}:
        return
    hidden = message.hiding == Hiding.HIDING
    try:
        network = open_account(message.conversation.account)
        if not isinstance(network, Hides):
            raise Refused(say("This network does not let us hide that."))
        network.hide(message.remote_id, hidden=hidden)
    except ConnectorError as e:
        back = Hiding.SHOWN if hidden else Hiding.HIDDEN
        _settle(message, back, network_rules.spoken(e))
    else:
        _settle(message, Hiding.HIDDEN if hidden else Hiding.SHOWN, {})


def _settle(message: Message, state: str, problem: dict[str, object]) -> None:
    same = Message.objects.filter(pk=message.pk, hiding=message.hiding)
    same.update(hiding=state, problem=problem)
