"""Leave out what was to follow on a post: what is out stays."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from sinergi.audit import actions as audit
from sinergi.networks.models import Delivery
from sinergi.people.models import User

State = Delivery.State

#: States in which nothing of a part has gone out, nor may have.
UNTOUCHED = (State.WAITING, State.HELD, State.BY_HAND)


def can_be_left(thread: Sequence[Delivery], row: Delivery) -> bool:
    """True where a part of a thread, and all that is to follow on it, can still be left out."""
    rest = [one for one in thread if one.part >= row.part and one.state != State.CANCELLED]
    return bool(rest) and all(one.state in {*UNTOUCHED, State.FAILED} for one in rest)


def leave_out(actor: User, rows: Sequence[Delivery]) -> int:
    """Cancel parts that are not on their way, inside the caller's transaction; return of how many.

    Those that failed are left out, too.
    """
    still = Q(state__in=UNTOUCHED, committed_at=None, lease=None) | Q(state=State.FAILED)
    done = [
        audit.Act(row, row.unit_id, {})
        for row in rows
        if Delivery.objects.filter(still, pk=row.pk).update(state=State.CANCELLED)
    ]
    if done:
        audit.record_many(actor, "delivery.cancelled", done)
    return len(done)
