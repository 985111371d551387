"""What a screen needs of accounts and deliveries, limited to what this person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.connectors.contract import About, Limits, Listens, Publishes, Replies
from sinergi.lib.today import Task
from sinergi.networks import gateway, health
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.queries import Person

MOST_TASKS = 20


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
    message: str = problem["message"]
    return _(message).format(**problem.get("facts", {}))


def enabled_networks() -> tuple[str, ...]:
    return tuple(settings.NETWORKS)


def disconnected_for(user: Person) -> QuerySet[Account]:
    """Return the accounts that were disconnected, where ``user`` may connect them again."""
    return Account.objects.filter(
        units.within(user, "account.connect"), state=Account.State.CLOSED
    ).select_related("unit")


def today_for(user: Person) -> list[Task]:
    """Return what a person has to do about accounts and about answers that may have gone out."""
    if not isinstance(user, User):
        return []
    now = timezone.now()
    return [*_accounts_to_mend(user, now), *_replies_to_settle(user)]


def _accounts_to_mend(user: User, now: datetime) -> list[Task]:
    """Return a task for each bad account one can reconnect, or looks after."""
    connects = units.within(user, "account.connect")
    own = Q(owner=user) | Q(deputy=user)
    rows = (
        health.troubled(now)
        .filter(units.within(user, "account.see"))
        # No condition means everywhere; joined to another by "or" it would mean nothing.
        .filter(connects | own if connects else connects)
        .select_related("unit")[:MOST_TASKS]
    )
    found = list(rows)
    known = health.of_accounts(found, now=now)
    return [_mend(account, known[account.pk], now) for account in found]


def _mend(account: Account, how: health.Health, now: datetime) -> Task:
    late = account.state == Account.State.SIGNED_OUT or how.oldest_due is not None
    return Task(
        kind=_("Look"),
        title=_("Account %(account)s") % {"account": account},
        detail=" · ".join([str(account.unit), *(words(p) for p in how.problems[:1])]),
        url=reverse("networks:account", args=[account.pk]),
        urgency="late" if late else "soon",
        due=how.oldest_due,
    )


def _replies_to_settle(user: User) -> list[Task]:
    """Return the answers of which nobody knows whether they arrived. Posts are publishing's."""
    rows = Delivery.objects.filter(
        units.within(user, "delivery.settle"),
        kind=Delivery.Kind.REPLY,
        state=Delivery.State.UNSURE,
    )
    return [
        Task(
            kind=_("Settle"),
            title=row.text[:80],
            detail=f"{row.account}: {row.get_state_display()}",
            url=reverse("content:delivery", args=[row.pk]),
            urgency="late",
        )
        for row in rows.select_related("account")[:MOST_TASKS]
    ]
