"""Hear again what people said on earlier days: for an account that was connected late, or was deaf.

What is known already is known by its remote id, so doing it twice is harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from sinergi.connectors.contract import Listens, Page, Recalls
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say
from sinergi.networks import gateway, signals, spending
from sinergi.networks.models import Account

#: The most pages that are read of one account: a network that never ends must not hold us up.
MOST_PAGES = 500


def possible(account: Account) -> bool:
    """True when the account's network lets us read earlier days, or what it still holds."""
    return not account.by_hand and any(gateway.can(account.network, a) for a in (Recalls, Listens))


def recall(
    account: Account,
    since: datetime,
    *,
    now: datetime,
    open_account: Callable[[Account], object] = gateway.open_account,
) -> int:
    """Hear what came since a moment; return how many messages were read, known ones included.

    A network that cannot be asked for earlier days gives what it still holds. Raises
    ConnectorError when it cannot be read, or the account's budget is used up; what was read until
    then is kept.
    """
    count = 0
    _check_budget(account, now)
    for page in _pages(open_account(account), since):
        items = [item for item in page.items if item.at >= since]
        _heard(account, replace(page, items=items), now)
        count += len(items)
        if page.more:
            _check_budget(account, now)
    return count


def _check_budget(account: Account, now: datetime) -> None:
    if spending.used_up(account, now=now):
        raise Refused(
            say("{account} has no budget left this month: earlier days are not read."),
            account=account.handle,
        )


def _pages(network: object, since: datetime) -> Iterator[Page]:
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        if isinstance(network, Recalls):
            page = network.recall(since, cursor)
        elif isinstance(network, Listens):
            page = network.listen(cursor)
        else:
            return
        yield page
        if not page.more or page.cursor == cursor:
            return
        cursor = page.cursor


def _heard(account: Account, page: Page, now: datetime) -> None:
    with transaction.atomic():
        locked = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        spending.add(locked, page.cost, now=now)
        if page.items:
            signals.heard.send(Account, account=locked, items=list(page.items))
