"""Hold something alone for a while, across processes and machines."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from sinergi.work.models import Lease


def take(name: str, holder: str, *, now: datetime, span: timedelta) -> bool:
    """Take or prolong a lease. True when ``holder`` has it until ``now + span``.

    One that ends later than any can was taken by a machine whose clock is wrong: if that died,
    nobody would have the lease until then.
    """
    free = models.Q(holder=holder) | models.Q(holder="") | models.Q(until__lte=now)
    free |= models.Q(until__gt=now + 2 * span)
    taken = Lease.objects.filter(free, name=name).update(holder=holder, until=now + span)
    if taken:
        return True
    _, made = Lease.objects.get_or_create(
        name=name, defaults={"holder": holder, "until": now + span}
    )
    return made


def give_back(name: str, holder: str) -> None:
    """Give a lease back early, so that another may take it at once."""
    Lease.objects.filter(name=name, holder=holder).update(holder="")
