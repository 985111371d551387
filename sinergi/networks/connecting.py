"""Connecting an account, by whichever door a person came: the pages and the API do it alike."""

from __future__ import annotations

from sinergi.connectors.contract import Credentials, SignsIn
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say
from sinergi.networks import actions, gateway, registered, sign_in
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit


def connect(actor: User, unit: Unit, network: str, answers: Credentials) -> Account | str:
    """Connect with what a person typed (``About.sign_in``), or return an address to sign in at.

    The address is opened by the same person, who comes back signed in here. Raises ConnectorError.
    """
    if registered.app_missing(network):
        raise _unregistered(network)
    if signs_in(network) and not _pasted(network, answers):
        return sign_in.begin(actor, unit, network, answers)
    return actions.connect(actor, unit, network, answers)


def signs_in(network: str) -> bool:
    """True where a person signs in on the network's own pages."""
    return gateway.can(network, SignsIn)


def _pasted(network: str, answers: Credentials) -> bool:
    card = gateway.about(network)
    return card is not None and any(answers.get(f.name) for f in card.sign_in if f.secret)


def _unregistered(network: str) -> Refused:
    card = gateway.about(network)
    return Refused(
        say(
            "This installation is not registered with {network} yet, so nobody can connect there. "
            "Until then the account can be kept by hand."
        ),
        network=card.name if card else network,
    )
