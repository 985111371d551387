"""What came in and what became of it, by group: counted by the database, in three questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractHour
from django.utils import timezone

from sinergi.inbox import citing
from sinergi.inbox.models import Conversation, Transfer
from sinergi.knowledge.models import Use
from sinergi.units import queries as units
from sinergi.units.queries import Person

SEE = "conversation.see"

#: Where a group is found, by the way of grouping: of what came in, and of what was handed over.
CAME = {
    "unit": F("unit_id"),
    "network": F("account__network"),
    "matter": F("matter"),
    "kind": F("kind"),
    "hour": ExtractHour("opened_at"),
}
MOVED = {
    "unit": F("source_id"),
    "network": F("conversation__account__network"),
    "matter": F("conversation__matter"),
    "kind": F("conversation__kind"),
    "hour": ExtractHour("at"),
}

#: A group: the id of an office, an hour as a number, else the name of what it is.
Group = int | str


@dataclass(slots=True)
class Flow:
    """So many ``came``, and how many of them wait or were opened again; ``moved``: handed over, of
    which ``bad`` were refused or given on; ``corrected`` answers."""

    came: int = 0
    unanswered: int = 0
    reopened: int = 0
    moved: int = 0
    bad: int = 0
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class Flows:
    groups: dict[Group, Flow] = field(default_factory=dict)

    def of(self, group: Group) -> Flow:
        return self.groups.setdefault(group, Flow())

    @property
    def whole(self) -> Flow:
        found = self.groups.values()
        return Flow(*(sum(getattr(one, name) for one in found) for name in Flow.__slots__))


def came(user: Person, since: datetime, until: datetime) -> QuerySet[Conversation]:
    """Return what came in within a time, without spam, in the offices a person sees."""
    return Conversation.objects.filter(
        units.within(user, SEE), opened_at__gte=since, opened_at__lt=until, spam=False
    )


def flows(user: Person, since: datetime, until: datetime, by: str) -> Flows:
    """Return what came in, was handed over and was corrected within a time, by group."""
    found = Flows()
    rows = came(user, since, until).annotate(group=CAME[by]).order_by().values_list("group")
    waits, again = Q(open=True, waiting_since__isnull=False), Q(reopened__gt=0)
    counted = rows.annotate(
        Count("pk"), waits=Count("pk", filter=waits), again=Count("pk", filter=again)
    )
    for group, number, unanswered, reopened in counted:
        flow = found.of(group)
        flow.came, flow.unanswered, flow.reopened = number, unanswered, reopened
    moves = Transfer.objects.filter(units.within(user, SEE, "source"), at__gte=since, at__lt=until)
    bad = Q(state__in=[Transfer.State.REFUSED, Transfer.State.MOVED])
    handed = moves.annotate(group=MOVED[by]).order_by().values_list("group")
    for group, number, wrong in handed.annotate(Count("pk"), bad=Count("pk", filter=bad)):
        found.of(group).moved, found.of(group).bad = number, wrong
    for group in _corrected(user, since, until, by):
        found.of(group).corrected += 1
    return found


def _corrected(user: Person, since: datetime, until: datetime, by: str) -> Iterable[Group]:
    """Yield the group of each public reply that was set right after its answer had changed."""
    uses = Use.objects.filter(
        units.within(user, SEE),
        correction=Use.Correction.CORRECTED,
        settled_at__gte=since,
        settled_at__lt=until,
    ).order_by()
    if by == "unit":
        return list(uses.values_list("unit_id", flat=True))
    if by == "hour":
        settled = uses.values_list("settled_at", flat=True)
        return [timezone.localtime(at).hour for at in settled if at is not None]
    return _of_conversations(uses.values_list("origin", flat=True), by)


def _of_conversations(origins: Iterable[str], by: str) -> Iterable[Group]:
    """Return the groups of the conversations in which answers were given; "" where one is gone."""
    ids = [citing.conversation_of(origin) for origin in origins]
    rows = Conversation.objects.filter(pk__in=[pk for pk in ids if pk]).annotate(group=CAME[by])
    known: Mapping[int, Group] = dict(rows.order_by().values_list("pk", "group"))
    return [known.get(pk or 0, "") for pk in ids]
