"""The one visible request of a delivery: something new, or other words for what is out already."""

from __future__ import annotations

from sinergi.connectors.contract import Draft, Edits, Published, Publishes
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say
from sinergi.networks import gateway
from sinergi.networks.models import Account, Delivery


def possible(account: Account) -> bool:
    """True where the words of a post that is out can be changed by us."""
    return not account.by_hand and gateway.can(account.network, Edits)


def out(network: Publishes, row: Delivery, draft: Draft) -> Published:
    """Make the request. Raises ConnectorError.

    What was changed keeps its remote id, which stays that of the first delivery.
    """
    if not row.edits:
        return network.publish(draft, key=str(row.key), progress=dict(row.progress))
    if not isinstance(network, Edits):
        raise Refused(say("This network does not let us change what is out."))
    network.edit(row.edits, draft.text)
    return Published("", row.url)
