"""What a screen needs of accounts and deliveries, limited to what this person may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sinergi.connectors.contract import About, Limits, Listens, Publishes, Replies
from sinergi.networks import gateway
from sinergi.networks.models import Account, Delivery
from sinergi.units import queries as units
from sinergi.units.queries import Person


@dataclass(frozen=True, slots=True)
class Card:
    """What an account's network can take: the connector's card with this server's own limits."""

    about: About
    limits: Limits

    def count(self, text: str) -> int:
        """Return the length of a text as the network counts it."""
        return self.about.count(text)


def accounts_for(user: Person, may: str = "account.see") -> QuerySet[Account]:
    """Return the accounts that are not disconnected in the offices where ``user`` has ``may``."""
    return (
        Account.objects.filter(units.within(user, may))
        .exclude(state=Account.State.CLOSED)
        .select_related("unit")
    )


def account_for(user: Person, pk: object, *, may: str = "account.see") -> Account:
    """Return an account. Raises Http404 when invisible, PermissionDenied when not theirs."""
    rows = Account.objects.select_related("unit", "owner", "deputy")
    return units.obtain(rows, user, pk, see="account.see", may=may)


def delivery_for(user: Person, pk: object, *, may: str = "post.see") -> Delivery:
    """Return a delivery, of a post or of a reply, by the right that goes with its kind."""
    rows = Delivery.objects.select_related("account", "unit")
    known = Delivery.objects.filter(pk=pk) if units.is_id(pk) else Delivery.objects.none()
    kind = known.values_list("kind", flat=True).first()
    see = "conversation.see" if kind == Delivery.Kind.REPLY else "post.see"
    return units.obtain(rows, user, pk, see=see, may=see if may == "post.see" else may)


def deliveries_for(user: Person) -> QuerySet[Delivery]:
    posts = Delivery.objects.filter(units.within(user, "post.see"), kind=Delivery.Kind.POST)
    replies = Delivery.objects.filter(
        units.within(user, "conversation.see"), kind=Delivery.Kind.REPLY
    )
    return (posts | replies).select_related("account")


def card(account: Account) -> Card | None:
    """Return an account's card, or nothing when its connector is not enabled here."""
    about = gateway.about(account.network)
    if about is None:
        return None
    told: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in account.limits.items()
    }
    return Card(about, Limits(**told) if told else about.limits)


def about(network: str) -> About | None:
    return gateway.about(network)


def choices() -> list[About]:
    """Return the cards of the networks that can be connected here, by name."""
    return sorted((c.about for c in gateway.enabled().values()), key=lambda a: a.name)


def abilities(network: str) -> frozenset[str]:
    """Return what a network can do here: "publish", "listen", "reply"."""
    connector = gateway.enabled().get(network)
    named = {"publish": Publishes, "listen": Listens, "reply": Replies}
    return frozenset(
        name for name, ability in named.items() if connector and ability in connector.__mro__
    )


def words(problem: dict[str, Any]) -> str:
    """Return a stored problem in the reader's language."""
    if not problem:
        return ""
    return _(problem["message"]).format(**problem.get("facts", {}))


def enabled_networks() -> tuple[str, ...]:
    return tuple(settings.NETWORKS)
