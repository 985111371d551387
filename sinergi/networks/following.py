"""What becomes of posts on networks that work on after they took them: they are asked about it
until they have said it, for a day. Where the network calls us it is known sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from sinergi.connectors.contract import Follows, Receipt
from sinergi.networks import gateway, rules
from sinergi.networks.models import Account, Delivery

#: So many posts of one account are asked about in one visit.
AT_ONCE = 20


def begun(row: Delivery, now: datetime) -> None:
    """A post was taken: have its account visited when the network can first say more."""
    if not _followed(row):
        return
    first = now + rules.FOLLOWED[0]
    Account.objects.filter(pk=row.account_id, next_care__gt=first).update(next_care=first)


def open_posts(account: Account, now: datetime) -> list[str]:
    """Return the remote ids of posts whose end, or whose address, the network has not told yet."""
    found = _open(account, now).order_by("-sent_at")
    return list(found.values_list("remote_id", flat=True)[:AT_ONCE])


def ask(network: object, remote_ids: Sequence[str]) -> Sequence[Receipt]:
    if not remote_ids or not isinstance(network, Follows):
        return ()
    return network.follow(remote_ids)


def next_visit(account: Account, now: datetime) -> datetime | None:
    """Return when an account is to be visited for its open posts; nothing when it has none."""
    sent = _open(account, now).values_list("sent_at", flat=True)
    moments = [rules.follow_at(at, now) for at in sent if at is not None]
    return min((moment for moment in moments if moment is not None), default=None)


def _open(account: Account, now: datetime) -> QuerySet[Delivery]:
    if not gateway.can(account.network, Follows):
        return Delivery.objects.none()
    sent = Delivery.objects.filter(
        account=account,
        kind=Delivery.Kind.POST,
        state=Delivery.State.SENT,
        sent_at__gte=now - rules.FOLLOWED[-1] - timedelta(hours=1),
    ).exclude(remote_id="")
    return sent.exclude(receipts__has_key="sent", url__gt="")


def _followed(row: Delivery) -> bool:
    return row.kind == Delivery.Kind.POST and gateway.can(row.account.network, Follows)
