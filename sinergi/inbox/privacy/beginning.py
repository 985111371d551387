"""Nothing is emptied before a person has seen what would go, and let the clock begin."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox.models import Conversation, KeepingBegun
from sinergi.inbox.privacy import keeping, outlived, terms
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.rules import way

KEEP = "privacy.keep"


def begun(unit: Unit) -> KeepingBegun | None:
    """Return by whose word an office is emptied: its own or that of the nearest office above.

    What was said of terms that are shipped no more does not count.
    """
    rows = KeepingBegun.objects.filter(unit__in=way(unit.path), shipped=terms.fingerprint())
    return max(rows.select_related("unit", "by"), key=lambda row: len(row.unit.path), default=None)


def offices() -> QuerySet[Unit]:
    """Return the offices that the clock may empty."""
    rows = KeepingBegun.objects.filter(shipped=terms.fingerprint())
    under = Q(pk__in=[])
    for path in rows.values_list("unit__path", flat=True):
        under |= Q(path__startswith=path)
    return Unit.objects.filter(under)


def seen(within: Iterable[Unit]) -> str:
    """Return what tells the terms of some offices from others: what a person saw of them."""
    held = keeping.of_many(within)
    told = "\n".join(f"{pk} {sorted(held[pk].items())}" for pk in sorted(held))
    return hashlib.sha256(f"{terms.fingerprint()}\n{told}".encode()).hexdigest()[:16]


def begin(actor: User, unit: Unit, *, as_seen: str, now: datetime | None = None) -> KeepingBegun:
    """Let the clock empty an office and all under it. Raises No where it does so already, and
    where the terms are no longer those that were seen (``seen``)."""
    now = now or timezone.now()
    with transaction.atomic():
        below = list(units.subtree(Unit.objects.select_for_update().get(pk=unit.pk)))
        if begun(unit) is not None:
            raise No(say("It has begun already."))
        if seen(below) != as_seen:
            raise No(say("The terms have changed since you looked: look again what would go."))
        lines = outlived.counts(below, now)
        gone = sum(line.conversations for line in lines), sum(line.messages for line in lines)
        values = {"conversations": gone[0], "messages": gone[1], "by": actor, "at": now}
        made, _ = KeepingBegun.objects.update_or_create(
            unit=unit, defaults=values | {"shipped": terms.fingerprint()}
        )
        data = {"conversations": gone[0], "messages": gone[1]}
        audit.record(actor, "keeping.begun", on=unit, unit_id=unit.pk, data=data)
    return made


def stop(actor: User, unit: Unit) -> None:
    """Let nothing more be emptied by the word of this office. Raises No where it gave none."""
    with transaction.atomic():
        if not KeepingBegun.objects.filter(unit=unit).delete()[0]:
            raise No(say("It was not begun here. Look at the office above."))
        audit.record(actor, "keeping.stopped", on=unit, unit_id=unit.pk)


def awaited(user: User, now: datetime) -> Unit | None:
    """Return the office in which a person has to look: something is older than every term that is
    shipped, and nobody has let it begin. Two questions for most, three for who keeps privacy."""
    if not units.may_anywhere(user, KEEP):
        return None
    top = units.units_where(user, KEEP).order_by("path").first()
    if top is None or begun(top) is not None:
        return None
    return top if _outlived(now).filter(units.within(user, KEEP)).exists() else None


def unlooked(now: datetime) -> Mapping[int, int]:
    """Return how many conversations are older than every term that is shipped, by the offices for
    which nobody has let it begin."""
    rows = _outlived(now).exclude(unit__in=offices()).values_list("unit_id")
    return dict(rows.annotate(Count("id")))


def _outlived(now: datetime) -> QuerySet[Conversation]:
    oldest = now - timedelta(days=max(kept.days or 0 for kept in terms.SHIPPED.values()))
    rows = Conversation.objects.filter(open=False, emptied_at=None, last_at__lt=oldest)
    return rows.order_by()
