"""What this room does when a post has gone out: it is measured soon, and gets what came before."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from sinergi.insights import measuring
from sinergi.insights.models import Sample
from sinergi.networks import signals
from sinergi.networks.models import Delivery


@receiver(signals.settled, dispatch_uid="insights")
def settled(**told: Any) -> None:
    out = [row for row in told["deliveries"] if _is_out(row)]
    if not out:
        return
    measuring.went_out(out)
    # A file may have told of one before its link was pasted here.
    there = {(row.account_id, row.remote_id): row for row in out if row.remote_id}
    early = Sample.objects.filter(
        account__in={account for account, _ in there},
        remote_id__in={remote for _, remote in there},
        delivery=None,
    )
    for account, remote in set(early.values_list("account_id", "remote_id")) & there.keys():
        mine = Sample.objects.filter(account=account, remote_id=remote, delivery=None)
        mine.update(delivery=there[account, remote])


def _is_out(delivery: Delivery) -> bool:
    measured = {Delivery.Kind.POST, Delivery.Kind.PART}
    return delivery.kind in measured and delivery.state == Delivery.State.SENT
