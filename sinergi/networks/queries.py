"""What a screen needs of accounts and deliveries, limited to what this person may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sinergi.connectors.contract import (
    About,
    Choice,
    Connector,
    Costs,
    CostsFigures,
    Draft,
    Fetches,
    Field,
    Hides,
    Hooked,
    Likes,
    Limits,
    Listens,
    Measures,
    Publishes,
    Removes,
    Replies,
    SetsHook,
)
from sinergi.connectors.errors import Refused
from sinergi.lib.text import No, say
from sinergi.networks import calls, chaining, gateway, spending, withdrawing
from sinergi.networks.models import Account, Delivery, Withdrawal
from sinergi.units import queries as units
from sinergi.units.queries import Person

MOST_TASKS = 20

#: What screens ask of a network, by the names they use.
ABILITIES = {
    "publish": Publishes,
    "listen": Listens,
    "reply": Replies,
    "measure": Measures,
    "hide": Hides,
    "like": Likes,
    "remove": Removes,
    "called": Hooked,
    "fetch": Fetches,
}


@dataclass(frozen=True, slots=True)
class Card:
    """What an account's network can take: the connector's card with this server's own limits."""

    about: About
    limits: Limits

    def count(self, text: str) -> int:
        """Return the length of a text as the network counts it."""
        return self.about.count(text)

    def answer(self, *, direct: bool) -> Limits:
        """Return what an answer may hold; ``direct``: one that a single person sees."""
        own = self.about.direct if direct else self.about.answer
        return own or replace(self.limits, least_media=0, least_videos=0)


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


def thread_of(delivery: Delivery) -> list[Delivery]:
    """Return a post and what goes on with it, of which a delivery is one; []: it is alone."""
    first = delivery.head_id or delivery.pk
    rows = list(Delivery.objects.filter(Q(pk=first) | Q(head=first)).order_by("part"))
    return rows if len(rows) > 1 else []


def withdrawal_for(user: Person, pk: object, *, may: str = withdrawing.VERB) -> Withdrawal:
    """Return the wish to take a delivery down. Raises No where there is none."""
    found = Withdrawal.objects.filter(delivery=delivery_for(user, pk, may=may)).first()
    if found is None:
        raise No(say("Nobody has asked for it to be taken down."))
    return found


def deliveries_for(user: Person) -> QuerySet[Delivery]:
    posts = Delivery.objects.filter(units.within(user, "post.see")).exclude(
        kind=Delivery.Kind.REPLY
    )
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
    return sorted(gateway.cards(), key=lambda card: card.name)


def abilities(network: str) -> frozenset[str]:
    """Return what a network can do here, by the names in ``ABILITIES``."""
    connector = gateway.enabled().get(network)
    return able(connector) if connector else frozenset()


def removable(network: str) -> frozenset[str]:
    """Return in which kinds of conversation a network can delete what the public wrote."""
    connector = gateway.enabled().get(network)
    if connector is None or Removes not in connector.__mro__:
        return frozenset()
    return frozenset(connector.removes)  # type: ignore[attr-defined]  # it inherits that ability


def able(connector: type[Connector]) -> frozenset[str]:
    """Return what a connector can do, enabled here or not, by the names in ``ABILITIES``."""
    return frozenset(name for name, ability in ABILITIES.items() if ability in connector.__mro__)


def takes_posts(network: str) -> bool:
    """True when posts for everybody are published there, by a connector or by hand."""
    card = gateway.about(network)
    return card is not None and card.posts


def connectable(network: str) -> bool:
    """True when an account there is connected with access; false: people do all of it by hand."""
    return any(gateway.can(network, ability) for ability in (Publishes, Listens, Replies))


def options(account: Account) -> tuple[Field, ...]:
    """Return what the account is asked for each post: its own answers' fields, else the card's."""
    if account.options:
        return tuple(_field(told) for told in account.options)
    card = gateway.about(account.network)
    return card.options if card else ()


def most_parts(network: str) -> int:
    """Return how many posts a thread may have there; 1 where there are no threads."""
    return chaining.most_parts(network)


def comment_limits(network: str) -> Limits | None:
    """Return what a first comment may hold there; nothing where there is none."""
    return chaining.comment_limits(network)


def price(account: Account, *texts: str) -> str:
    """Return what publishing some texts costs in US dollars, "" where nothing is charged."""
    if account.by_hand or not gateway.can(account.network, Costs):
        return ""
    network = gateway.build(account.network, {})
    if not isinstance(network, Costs):
        return ""
    return spending.dollars(sum(network.price(Draft(text)) for text in texts))


def refused(account: Account, draft: Draft) -> No | None:
    """Return why an account's network will never take a post, nothing where it may take it."""
    if gateway.by_hand(account):
        return None
    try:
        gateway.judge(account.network, draft)
    except Refused as e:
        return No(e.message, **e.facts)
    return None


def price_of_figures(account: Account) -> tuple[str, str]:
    """Return what the figures of one post, and of the account, cost to ask for in US dollars; two
    empty words where the network charges nothing for them.
    """
    if account.by_hand or not gateway.can(account.network, CostsFigures):
        return "", ""
    network = gateway.build(account.network, {})
    if not isinstance(network, CostsFigures):
        return "", ""
    post = network.price_of_figures(1, account=False)
    return spending.dollars(post), spending.dollars(network.price_of_figures(0, account=True))


def _field(told: dict[str, Any]) -> Field:
    choices = tuple(Choice(**choice) for choice in told.get("choices", ()))
    return Field(**{**told, "choices": choices})


def home(account: Account) -> str:
    """Return where a person opens the network, or the account's own page there."""
    card = gateway.about(account.network)
    return (card.home if card else "") or account.url


def by_hand(account: Account, kind: str = Delivery.Kind.POST) -> bool:
    return gateway.by_hand(account, kind)


def missing(account: Account) -> list[tuple[str, str]]:
    """Return what an account still lacks, and what to do, in the reader's language."""
    return [
        (_(m["what"]).format(**m["facts"]), _(m["do"]).format(**m["facts"]))
        for m in account.missing
    ]


def called_at(account: Account) -> str:
    """Return the address at which the network calls for this account alone, or ""."""
    connector = gateway.hooked(account.network)
    own = connector is not None and connector.own_address
    return calls.address(account.network, account) if own else ""


def hook_to_enter(account: Account) -> tuple[str, str] | None:
    """Return the address that a person enters in the network's own console, and the label of what
    of the app goes with it; nothing where the network is told by itself, or calls nobody.
    """
    connector = gateway.hooked(account.network)
    if connector is None or connector.own_address or SetsHook in connector.__mro__:
        return None
    about = connector.about
    word = next((field.label for field in about.app if field.name == about.hook_word), "")
    return calls.address(account.network), word


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
