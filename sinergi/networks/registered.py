"""The apps of this installation: what each network gave whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.connectors.contract import About
from sinergi.networks import calls, gateway
from sinergi.units import queries as units
from sinergi.units.queries import Person


@dataclass(frozen=True, slots=True)
class Row:
    card: About
    registered: bool


def apps() -> list[Row]:
    """Return the networks that ask for an app, by name, and whether it is registered."""
    cards = sorted((card for card in gateway.cards() if card.app), key=lambda card: card.name)
    return [Row(card, not app_missing(card.slug)) for card in cards]


def app_missing(network: str) -> list[str]:
    """Return the labels of what the network's app still lacks here; empty when it is complete."""
    card = gateway.about(network)
    known = gateway.app_answers(network)
    return [f.label for f in (card.app if card else ()) if f.required and not known.get(f.name)]


def app_known(network: str) -> dict[str, str]:
    """Return what is known of an app; of a secret only that it is there, as stars."""
    card = gateway.about(network)
    known = gateway.app_answers(network)
    return {
        f.name: "****" if f.secret and known.get(f.name) else known.get(f.name, "")
        for f in (card.app if card else ())
    }


def app_called_at(network: str) -> str:
    """Return the address at which the network calls this installation, "" where it has none."""
    connector = gateway.hooked(network)
    shared = connector is not None and not connector.own_address
    return calls.address(network) if shared else ""


def may_register(user: Person) -> bool:
    """True for those who look after the whole installation's accounts."""
    return units.reach(user, "account.connect") is None
