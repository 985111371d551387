"""Which office gets words for a warning, and what becomes of those it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sinergi.publishing.alerts import rules, wording
from sinergi.publishing.models import Alert, AlertDraft, Post
from sinergi.units.models import Unit

#: What has gone out, or may have: what follows it must speak of it.
OUT = frozenset({"published", "partly", "sending", "unsure"})


def begin(
    alert: Alert,
    before: Sequence[Alert],
    offices: Iterable[Unit],
    districts: Sequence[Unit],
    now: datetime,
) -> None:
    """Prepare words for each office that a warning concerns, inside the caller's transaction.

    A district speaks of itself, others of all districts. Where a post about what this replaces is
    out already, the words correct it.
    """
    for unit in offices:
        follows = follow(before, unit, rules.REPLACED)
        row = AlertDraft(
            alert=alert,
            unit=unit,
            role=AlertDraft.Role.UPDATE if follows else AlertDraft.Role.BEGIN,
            facts=wording.facts(alert, unit, [unit] if unit in districts else districts),
            made=now,
            ends=alert.ends,
            follows=follows,
        )
        row.text, row.brief = wording.text(row), wording.brief(row)
        row.save()


def end(alert: Alert, about: Alert, unit: Unit, follows: Post, now: datetime) -> AlertDraft:
    """Prepare words that what an office has warned of (``about``) is over."""
    says = wording.ended(about)
    return AlertDraft.objects.create(
        alert=alert,
        unit=unit,
        role=AlertDraft.Role.END,
        text=says,
        made=now,
        ends=None,
        follows=follows,
    )


def follow(before: Sequence[Alert], unit: Unit, reason: str) -> Post | None:
    """End what an office was prepared to say, and return the newest post of it that is out."""
    out = None
    rows = AlertDraft.objects.filter(alert__in=before, unit=unit)
    for row in rows.select_related("post", "follows").order_by("-made", "-id"):
        if row.state in {AlertDraft.State.READY, AlertDraft.State.TAKEN}:
            row.state, row.reason = AlertDraft.State.OVER, reason
            row.save(update_fields=["state", "reason"])
        if out is None and row.role != AlertDraft.Role.END:
            out = row.post if row.post and row.post.state in OUT else row.follows
    return out
