"""What becomes of deliveries when an installation is restored from a backup.

Between the backup and the restore the old installation may have gone on. What was due by now may
therefore be out already, whatever its row says. So everything that was due or on its way becomes
``sending``, which makes the worker *look* on the network instead of sending; ``renewals`` is used
up, so that what is not found becomes ``unsure`` for a person and is never sent anew by itself.

What is due later stays ``waiting``: nothing sends before its moment but a person who moved it
forward after the backup. ``still_to_come`` counts these for the person who restores, with what was
held or to be published by hand, and who also has to judge what was cancelled, let go or published
meanwhile; no machine can know. Cursors go back to the backup: what was said since is heard again,
and what was heard before is known by its remote id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Least

from sinergi.audit import actions as audit
from sinergi.networks import rules
from sinergi.networks.models import Account, Delivery, SignInAttempt

#: How far before the backup we begin to look: clocks of networks differ from ours.
MARGIN = timedelta(minutes=10)

#: What goes out when its time or a person says so.
COMING = [Delivery.State.WAITING, Delivery.State.HELD, Delivery.State.BY_HAND]


@dataclass(frozen=True, slots=True)
class Restored:
    """How many deliveries are looked for first, and how many are still to come."""

    looked_for: int
    still_to_come: int


def after_restore(*, made_at: datetime, now: datetime) -> Restored:
    """Make the deliveries of a backup made at ``made_at`` safe to work on from ``now``."""
    since = made_at - MARGIN
    with transaction.atomic():
        fresh = {"next_try": now, "looks": 0, "renewals": rules.ANEW, "lease": None, "holder": ""}
        on_its_way = Delivery.objects.filter(state=Delivery.State.SENDING)
        touched = on_its_way.update(
            committed_at=Least(Coalesce("committed_at", Value(since)), Value(since)), **fresh
        )
        due = Delivery.objects.filter(
            Q(due__lte=now) | Q(next_try__lte=now), state=Delivery.State.WAITING
        )
        touched += due.update(state=Delivery.State.SENDING, committed_at=since, **fresh)
        Delivery.objects.exclude(lease=None).update(lease=None, holder="")
        Account.objects.exclude(next_listen=None).update(
            next_listen=now, listen_holder="", listen_lease=None
        )
        SignInAttempt.objects.all().delete()
        coming = Delivery.objects.filter(state__in=COMING).count()
        audit.record(
            None,
            "installation.restored",
            data={"made_at": made_at, "looked_for": touched, "still_to_come": coming},
        )
    return Restored(touched, coming)
