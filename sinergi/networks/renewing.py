"""Access that ends: renewed in time, by one worker at a time, and kept before it is used."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Access, Renews
from sinergi.connectors.errors import ConnectorError, Moved, Unavailable
from sinergi.lib.text import say
from sinergi.networks import gateway, health, rules
from sinergi.networks.models import Account
from sinergi.notices import actions as notices

#: Two ends so near are one: networks tell the seconds that are left.
SAME = timedelta(minutes=1)


def kept(access: Access, network: str, *, now: datetime) -> dict[str, Any]:
    """Return the fields of an account that hold new access."""
    renewable = gateway.can(network, Renews)
    return {
        "credentials": gateway.lock(access.credentials),
        "issued": now,
        "token_expires": access.expires,
        "sign_in_ends": access.sign_in_ends,
        "renew_at": rules.renew_at(now, access.expires) if renewable else None,
        "told_days": None,
    }


def renew(account: Account, network: Renews, *, now: datetime) -> Access | None:
    """Renew an account's access and keep it at once; nothing when another worker was faster.

    Call it under the account's lease. Raises Unavailable when the network gave less than before,
    SignedOut when only a person can sign in again; what we have stays as it is then.
    """
    access = network.renew()
    _check_whole(gateway.unlock(account.credentials), access.credentials)
    fields = kept(access, account.network, now=now)
    if _ends_as_before(account, access, now):
        # Renewing does not help any more: its end is announced, and a person signs in again.
        fields["renew_at"] = None
        del fields["told_days"]
    elif account.sign_in_ends and access.sign_in_ends == account.sign_in_ends:
        del fields["told_days"]  # of that end people were told already
    # Whoever read other credentials than these must not write over those that came since.
    rows = Account.objects.filter(pk=account.pk, credentials=account.credentials)
    return access if rows.update(**fields) else None


def _ends_as_before(account: Account, access: Access, now: datetime) -> bool:
    """True when a renewal did not move the end. What ends within a day is simply asked for again,
    since some networks give the same short access until it is over.
    """
    before, after = account.token_expires, access.expires
    if before is None or after is None or after < now + rules.days(1):
        return False
    return after <= before + SAME


def changed(account: int, given: Mapping[str, str]) -> None:
    """Keep credentials that are others from now on, as the network says: the rest stays."""
    if not given:
        return
    with transaction.atomic():
        row = Account.objects.select_for_update(of=("self",)).get(pk=account)
        if row.state == Account.State.CLOSED:
            return  # its credentials were forgotten on purpose
        before = gateway.unlock(row.credentials)
        after = {**before, **given}
        if after != before:
            Account.objects.filter(pk=account).update(credentials=gateway.lock(after))
            audit.record(None, "account.moved", on=row, unit_id=row.unit_id)


def followed(account: int, error: ConnectorError | None) -> None:
    """Do what an error asks of us before anything is asked again."""
    if isinstance(error, Moved):
        changed(account, error.credentials)


def announce(now: datetime) -> int:
    """Tell owner and deputy of an access that ends, once for each of ``EXPIRY_TOLD``."""
    last = now + rules.days(max(rules.EXPIRY_TOLD))
    within = (now, last)
    ending = Account.objects.filter(
        Q(token_expires__range=within) | Q(sign_in_ends__range=within),
        state=Account.State.CONNECTED,
    )
    return sum(_announced(account, now) for account in ending.select_related("owner", "deputy"))


def _announced(account: Account, now: datetime) -> bool:
    end = _end(account, now)
    if end is None or not now < end <= now + rules.days(max(rules.EXPIRY_TOLD)):
        return False
    left = math.ceil((end - now) / rules.days(1))
    told = min(days for days in rules.EXPIRY_TOLD if left <= days)
    if account.told_days is not None and account.told_days <= told:
        return False
    with transaction.atomic():
        rows = Account.objects.filter(pk=account.pk, told_days=account.told_days)
        if not rows.update(told_days=told):
            return False
        for person in health.responsible(account):
            notices.tell(
                person,
                "account.expires",
                say("The access to {account} ends in {days} days. Reconnect it before then."),
                url=reverse("networks:account", args=[account.pk]),
                facts={"account": account.handle, "days": left},
            )
    return True


def _end(account: Account, now: datetime) -> datetime | None:
    """Return when the access ends that nothing renews; nothing: it renews itself."""
    if account.renew_at and account.renew_at > now - rules.days(1):
        return account.sign_in_ends
    ends = (account.token_expires, account.sign_in_ends)
    return min((end for end in ends if end and end > now), default=None)


def _check_whole(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    lost = [name for name, value in before.items() if value and not after.get(name)]
    if lost or not after:
        raise Unavailable(say("The network renewed the access without all that belongs to it."))
