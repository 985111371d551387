"""The rules of an office, and how often each was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import naming
from sinergi.inbox.models import RoutingRule, Transfer
from sinergi.lib.text import No, plain, say
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way

#: Fewer transfers than this say nothing about a rule.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wants of a rule; see the model."""

    title: str
    target: Unit
    topic: str = ""
    matter: str = ""
    place: str = ""
    words: str = ""
    automatic: bool = False
    order: int = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A rule, how many conversations it sent, and how many of them came back or went on.

    ``share`` is absent below ``FEWEST``: unknown is not 0.
    """

    rule: RoutingRule
    sent: int
    wrong: int

    @property
    def share(self) -> int | None:
        """Wrong ones in hundredths."""
        return round(100 * self.wrong / self.sent) if self.sent >= FEWEST else None


def add(actor: User, unit: Unit, said: Said) -> RoutingRule:
    """Make a rule. Raises No for one that names nothing, or that sends to where it is."""
    naming.check(unit, said.title, said)
    if not any([said.topic, said.matter, said.place, said.words.strip()]):
        raise No(say("Say which conversations: a topic, a matter, a place or words."))
    if said.target.pk == unit.pk:
        raise No(say("They are there already. Choose another office."))
    named = {"title": plain(said.title), "words": plain(said.words), "target": said.target}
    values = asdict(said) | named
    with transaction.atomic():
        naming.check_new(unit, RoutingRule.objects.filter(on=True, **values))
        made = RoutingRule.objects.create(unit=unit, by=actor, at=timezone.now(), **values)
        audit.record(
            actor, "routing.added", on=made, unit_id=unit.pk,
            data={"title": made.title, "to": said.target.pk, "automatic": said.automatic},
        )  # fmt: skip
    return made


def switch(actor: User, rule: RoutingRule, *, on: bool) -> RoutingRule:
    """Switch a rule off, or on again: what it sent stays counted."""
    with transaction.atomic():
        RoutingRule.objects.filter(pk=rule.pk).update(on=on)
        audit.record(
            actor, "routing.switch", on=rule, unit_id=rule.unit_id,
            data={"title": rule.title, "on": on},
        )  # fmt: skip
    rule.on = on
    return rule


def lines(unit: Unit) -> Sequence[Line]:
    """Return the rules that hold in an office with their figures, in the order they are tried."""
    rows = RoutingRule.objects.filter(unit__in=way(unit.path)).select_related("unit", "target")
    bad = [Transfer.State.REFUSED, Transfer.State.MOVED]
    counted = rows.annotate(
        sent=Count("transfers"), wrong=Count("transfers", filter=Q(transfers__state__in=bad))
    )
    return [Line(row, row.sent, row.wrong) for row in counted.order_by("-on", "order", "id")]


def rule_of(user: Person, pk: object) -> RoutingRule:
    """Return a rule a person may switch. Raises Http404, PermissionDenied."""
    rows = RoutingRule.objects.select_related("unit")
    return units.obtain(rows, user, pk, see="conversation.see", may="conversation.route")
