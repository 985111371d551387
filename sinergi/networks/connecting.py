"""Connecting an account, by whichever door a person came: the pages and the API do it alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from sinergi.connectors.contract import About, Credentials, SignsIn
from sinergi.connectors.errors import ConnectorError, Unavailable, Unconfirmed
from sinergi.lib.text import No, say
from sinergi.networks import actions, gateway, queries, registered, sign_in
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

#: With what the network asks for, by signing in on its own pages, or without access.
Way = Literal["fields", "sign-in", "by-hand"]


class Later(No):
    """The network could not be asked; the same may work later."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network of this installation. ``ready``: the app it asks for, if any, is registered."""

    card: About
    ways: tuple[Way, ...]
    ready: bool


def networks() -> list[Network]:
    """Return the networks that can be connected here, by name."""
    return [
        Network(card, _ways(card), not registered.app_missing(card.slug))
        for card in queries.choices()
    ]


def connect(actor: User, unit: Unit, network: str, answers: Credentials) -> Account | str:
    """Connect with what a person typed (``About.sign_in``), or return an address to sign in at.

    The address is opened by the same person, who comes back signed in here. Raises No, and Later
    where the network could not be asked.
    """
    if registered.app_missing(network):
        raise _unregistered(network)
    with in_words():
        if signs_in(network) and not _pasted(network, answers):
            return sign_in.begin(actor, unit, network, answers)
        return actions.connect(actor, unit, network, answers)


def signs_in(network: str) -> bool:
    """True where a person signs in on the network's own pages."""
    return gateway.can(network, SignsIn)


@contextmanager
def in_words() -> Iterator[None]:
    """Raise No, or Later, in place of what a network says inside."""
    try:
        yield
    except (Unavailable, Unconfirmed) as e:
        raise Later(e.message, **e.facts) from e
    except ConnectorError as e:
        raise No(e.message, **e.facts) from e


def _ways(card: About) -> tuple[Way, ...]:
    found: list[Way] = []
    if queries.connectable(card.slug):
        signing_in = signs_in(card.slug)
        if not signing_in or any(asked.secret for asked in card.sign_in):
            found.append("fields")
        if signing_in:
            found.append("sign-in")
    return (*found, "by-hand")


def _pasted(network: str, answers: Credentials) -> bool:
    card = gateway.about(network)
    return card is not None and any(answers.get(f.name) for f in card.sign_in if f.secret)


def _unregistered(network: str) -> No:
    card = gateway.about(network)
    return No(
        say(
            "This installation is not registered with {network} yet, so nobody can connect there. "
            "Until then the account can be kept by hand."
        ),
        network=card.name if card else network,
    )
