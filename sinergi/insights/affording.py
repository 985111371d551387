"""What asking for figures costs: put aside before it is asked, within the account's budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sinergi.connectors.contract import CostsFigures, Sample
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say
from sinergi.networks import spending
from sinergi.networks.models import Account


@dataclass(frozen=True, slots=True)
class Afforded:
    """What may be asked: of which posts, and whether of the account. ``aside`` was put aside for
    it, in millionths of a US dollar; ``error`` says what the budget does not hold.
    """

    posts: Sequence[str]
    account: bool
    aside: int = 0
    error: Refused | None = None


def afford(
    payer: Account, network: object, posts: Sequence[str], *, account: bool, now: datetime
) -> Afforded:
    """Put aside what these figures cost, as far as the budget goes: first the account's, which
    nobody can ask for later, then those of the newest posts.
    """
    if not isinstance(network, CostsFigures) or not (posts or account):
        return Afforded(posts, account)
    left = spending.left(payer, now=now)

    def holds(count: int, own: bool) -> bool:
        return left is None or network.price_of_figures(count, account=own) <= left

    own = account and holds(0, own=True)
    count = next((n for n in range(len(posts), 0, -1) if holds(n, own)), 0)
    aside = network.price_of_figures(count, account=own)
    if aside and not spending.put_aside(payer, aside, now=now):  # something else was paid meanwhile
        count, own, aside = 0, False, 0
    all_of_it = (count, own) == (len(posts), account)
    price = network.price_of_figures(len(posts), account=account)
    return Afforded(posts[:count], own, aside, None if all_of_it else _short(payer, price, left))


def settle(
    payer: Account, network: object, afforded: Afforded, told: Iterable[Sample], *, now: datetime
) -> None:
    """Give back what was put aside for figures that the network did not tell."""
    if not afforded.aside or not isinstance(network, CostsFigures):
        return
    of = {sample.remote_id for sample in told}
    used = network.price_of_figures(len(of - {""}), account="" in of)
    spending.give_back(payer, max(0, afforded.aside - used), now=now)


def _short(payer: Account, price: int, left: int | None) -> Refused:
    return Refused(
        say("{account} has no budget left for all figures: {price} US$ needed, {left} left."),
        account=payer.handle,
        price=spending.dollars(price),
        left=spending.dollars(left or 0),
    )
