"""What networks that charge for each call cost an account, kept within its monthly budget.

Amounts are whole millionths of a US dollar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from sinergi.connectors.contract import Costs, Draft
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say
from sinergi.networks import gateway
from sinergi.networks.models import Account, Spending

MILLION = 1_000_000


def reserve(account: Account, network: object, draft: Draft, *, now: datetime) -> int:
    """Put aside what publishing a draft costs, and return it; 0 where nothing is charged.

    Raises Refused when the budget of this month does not hold it: nothing is published then.
    """
    if not isinstance(network, Costs):
        return 0
    price = network.price(draft)
    if not put_aside(account, price, now=now):
        raise Refused(
            say("{account} has no budget left for this: it costs {price} US$, {left} are left."),
            account=account.handle,
            price=dollars(price),
            left=dollars(left(account, now=now) or 0),
        )
    return price


def put_aside(account: Account, amount: int, *, now: datetime) -> bool:
    """Put aside what something costs; False when the budget of this month does not hold it."""
    within = Spending.objects.filter(pk=_month(account, now).pk)
    if account.budget is not None:
        within = within.filter(spent__lte=account.budget - amount)
    return bool(within.update(spent=F("spent") + amount))


def left(account: Account, *, now: datetime) -> int | None:
    """Return what may still be spent this month; nothing: as much as it costs."""
    return None if account.budget is None else max(0, account.budget - spent(account, now=now))


def give_back(account: Account, amount: int, *, now: datetime) -> None:
    """Return what was put aside for something that was not published."""
    if amount:
        rows = Spending.objects.filter(account=account, month=_first(now), spent__gte=amount)
        rows.update(spent=F("spent") - amount)


def add(account: Account, amount: int, *, now: datetime) -> None:
    """Write down what reading cost."""
    if amount:
        Spending.objects.filter(pk=_month(account, now).pk).update(spent=F("spent") + amount)


def used_up(account: Account, *, now: datetime) -> bool:
    """True when nothing may be spent on this account any more before next month."""
    if account.budget is None or not gateway.can(account.network, Costs):
        return False
    return spent(account, now=now) >= account.budget


def spent(account: Account, *, now: datetime) -> int:
    known = Spending.objects.filter(account=account, month=_first(now))
    return known.values_list("spent", flat=True).first() or 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What an account has cost this month and may cost, as people read it."""

    spent: str
    budget: str
    used_up: bool


def shown(account: Account, *, now: datetime) -> Shown | None:
    """Return what an account costs, or nothing where its network charges nothing."""
    if not gateway.can(account.network, Costs):
        return None
    budget = "" if account.budget is None else dollars(account.budget)
    return Shown(dollars(spent(account, now=now)), budget, used_up(account, now=now))


def dollars(amount: int) -> str:
    """Return an amount as people read it, to the tenth of a cent."""
    return f"{amount / MILLION:.3f}"


def _month(account: Account, now: datetime) -> Spending:
    row, _ = Spending.objects.get_or_create(account=account, month=_first(now))
    return row


def _first(now: datetime) -> date:
    return timezone.localtime(now).date().replace(day=1)
