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
    delivery: Delivery = told["delivery"]
    if delivery.kind != Delivery.Kind.POST or delivery.state != Delivery.State.SENT:
        return
    measuring.went_out(delivery)
    if delivery.remote_id:  # a file may have told of it before its link was pasted here
        Sample.objects.filter(
            account=delivery.account_id, remote_id=delivery.remote_id, delivery=None
        ).update(delivery=delivery)
