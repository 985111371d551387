"""Let what is stored of this installation's own practice network follow its address.

Links to it, on screens and from the API, were stored with the address of their day. Whoever starts
a worker has read the settings of today, so it is done there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from sinergi.inbox.models import Message
from sinergi.lib.keys import KeyProblem
from sinergi.networks import gateway, practice
from sinergi.networks.models import Account, Delivery

OLDER = re.compile(rf"https?://[^/]+{practice.PREFIX}(?=/)")


def follow() -> int:
    """Give the links of our own practice accounts the address of today; return of how many.

    Doing it twice, or by two workers at once, is harmless.
    """
    here = f"{practice.address()}/"
    behind = Account.objects.filter(url__contains=f"{practice.PREFIX}/")
    moved = 0
    for account in behind.exclude(url__startswith=here).exclude(credentials=b""):
        credentials = _known(account)
        if not practice.ours(credentials):
            continue
        moved += 1
        with transaction.atomic():
            _rewrite(Delivery.objects.filter(account=account).exclude(url__startswith=here))
            _rewrite(Message.objects.filter(account=account).exclude(url__startswith=here))
            _rewrite([account])
            unchanged = Account.objects.filter(pk=account.pk, credentials=account.credentials)
            unchanged.update(credentials=gateway.lock(credentials))
    return moved


def _known(account: Account) -> dict[str, str]:
    try:
        return gateway.unlock(account.credentials)
    except KeyProblem:
        return {}  # `check` and the account's page say it


def _rewrite(rows: Iterable[Any]) -> None:
    for row in rows:
        url = OLDER.sub(practice.address(), row.url, count=1)
        if url != row.url:
            type(row).objects.filter(pk=row.pk).update(url=url)
