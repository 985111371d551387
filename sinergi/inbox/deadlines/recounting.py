"""Count deadlines anew where terms, ladders or calendars changed. A job does it, in batches."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from sinergi.inbox.deadlines import settling
from sinergi.inbox.models import Conversation, Counted
from sinergi.units import queries as units
from sinergi.units.models import CalendarStamp, Unit

BATCH = 500


def recount(unit_id: int = 0) -> int:
    """Settle every open conversation of an office and those under it (0: of all); return how many.

    Harmless twice. Rows are held batch by batch, so that people go on working meanwhile.
    """
    count, after = 0, 0
    while rows := _settled(offices(unit_id), after):
        count, after = count + len(rows), rows[-1].pk
    return count


def offices(unit_id: int) -> QuerySet[Unit]:
    """Return an office and those under it; 0: all there are."""
    return units.subtree(Unit.objects.get(pk=unit_id)) if unit_id else Unit.objects.all()


def watch(begin: Callable[[], object]) -> bool:
    """Call ``begin`` where a calendar changed since deadlines were counted; return whether."""
    stamp = CalendarStamp.objects.values_list("stamp", flat=True).first()
    with transaction.atomic():
        known, _ = Counted.objects.select_for_update().get_or_create(pk=1)
        if known.stamp == stamp:
            return False
        known.stamp = stamp
        known.save(update_fields=["stamp"])
        begin()
    return True


def _settled(within: QuerySet[Unit], after: int) -> list[Conversation]:
    with transaction.atomic():
        rows = Conversation.objects.select_for_update(of=("self",)).order_by("pk")
        found = list(rows.filter(open=True, unit__in=within.values("pk"), pk__gt=after)[:BATCH])
        if found:
            settling.settle_many(found)
    return found
