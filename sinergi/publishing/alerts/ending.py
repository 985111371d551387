"""What the clock does about warnings: those that are over, and those nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from sinergi.audit import actions as audit
from sinergi.publishing.alerts import drafting, rules, telling
from sinergi.publishing.models import Alert, AlertDraft

#: So long a warning is kept of which nobody took a draft.
KEEP = timedelta(days=90)

BATCH = 200


def sweep(now: datetime) -> int:
    """End the words of warnings whose time is over; return how many. Twice is harmless.

    Where a district has told the public of a warning, words that it is over are prepared. Of a
    level of water nobody confirmed any more that is not known, and an earthquake does not end.
    """
    states = [AlertDraft.State.READY, AlertDraft.State.TAKEN]
    rows = AlertDraft.objects.filter(state__in=states, ends__lte=now).order_by("ends", "id")
    due = list(rows.values_list("pk", flat=True)[:BATCH])
    return sum(_end(pk, now) for pk in due)


def forget(now: datetime) -> None:
    """Drop old warnings that nobody wrote about."""
    used = Q(drafts__post__isnull=False) | Q(drafts__follows__isnull=False)
    Alert.objects.filter(ends__lt=now - KEEP).exclude(used).delete()


def _end(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        rows = AlertDraft.objects.select_for_update(of=("self",)).select_related("alert", "unit")
        row = rows.filter(pk=pk, ends__lte=now).exclude(state=AlertDraft.State.OVER).first()
        if row is None:
            return False
        row.state, row.reason = AlertDraft.State.OVER, rules.OVER
        row.save(update_fields=["state", "reason"])
        follows = row.post if row.post and row.post.state in drafting.OUT else row.follows
        if follows and row.alert.kind == Alert.Kind.WARNING:
            made = drafting.end(row.alert, row.alert, row.unit, follows, now)
            telling.prepared(row.alert, [made])
            audit.record(None, "alert.ended", on=row.alert, unit_id=row.unit_id)
    return True
