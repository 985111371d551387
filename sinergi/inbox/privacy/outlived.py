"""Which conversations have outlived their term: the dry run, and what the clock empties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sinergi.inbox.models import Conversation, Handing, Hoax, Incident, Step
from sinergi.inbox.privacy import keeping
from sinergi.networks.models import Delivery
from sinergi.units.models import Unit

Matter = Conversation.Matter

#: Answers that are still on their way.
UNSENT = ("waiting", "sending", "unsure", "by_hand")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the dry run: so many conversations of a matter, with so many messages."""

    matter: str
    conversations: int
    messages: int

    @property
    def name(self) -> str:
        return str(Matter(self.matter).label)


def found(units: Iterable[Unit], now: datetime) -> Iterator[QuerySet[Conversation]]:
    """Yield what has outlived its term, one query for each matter and length of term."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for pk, held in keeping.of_many(units).items():
        for matter in Matter.values:
            if (days := keeping.days(held, matter)) is not None:
                groups[matter, days].append(pk)
    for (matter, days), ids in groups.items():
        yield _ended(now - timedelta(days=days)).filter(matter=matter, unit__in=ids)


def counts(units: Iterable[Unit], now: datetime) -> Sequence[Line]:
    """Return what the next run would empty, by matter; matters without any are left out."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rows in found(units, now):
        by_matter = (
            rows.order_by()
            .values_list("matter")
            .annotate(Count("pk", distinct=True), Count("messages"))
        )
        for matter, conversations, messages in by_matter:
            total[matter][0] += conversations
            total[matter][1] += messages
    return [Line(matter, *total[matter]) for matter in Matter.values if total[matter][0]]


def _ended(before: datetime) -> QuerySet[Conversation]:
    """Return what ended before a moment and nobody waits for any more.

    Kept are conversations that went on elsewhere (SP4N-LAPOR!, PPID), open cases, open claims and
    incidents, and those with an answer on its way.
    """
    own = {"conversation": OuterRef("pk")}
    held = (
        Step.objects.filter(**own, at__gt=before),
        Handing.objects.filter(**own).exclude(state__in=Handing.OVER),
        Delivery.objects.filter(message__conversation=OuterRef("pk"), state__in=UNSENT),
        Incident.objects.filter(**own, closed_at=None),
        Hoax.objects.filter(conversations=OuterRef("pk"), state=Hoax.State.OPEN),
    )
    rows = Conversation.objects.filter(open=False, emptied_at=None, last_at__lt=before)
    closed = Q(case=None) | Q(case__closed_at__isnull=False)
    return rows.filter(closed, *(~Exists(one) for one in held))
