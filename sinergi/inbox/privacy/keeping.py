"""How long an office keeps what the public wrote, by matter; what is set above holds below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox.models import Conversation, Keeping
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units.models import Unit
from sinergi.units.rules import way

Matter = Conversation.Matter

#: "" is any matter without a term of its own; the order in which people read them.
MATTERS: Sequence[str] = ("", *Matter.values)

#: A complaint may take sixty working days (PermenPANRB 62/2018); nothing shorter than a month is
#: sure to be over. A hundred years is for ever.
FEWEST, MOST = 30, 36_500

#: Days by matter; None: without end. A matter that is missing has the term of "".
Held = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A term as its page shows it. ``unit`` set it; nothing: nobody did, all is kept."""

    matter: str
    days: int | None
    unit: Unit | None


def of_many(units: Iterable[Unit]) -> dict[int, Held]:
    """Return what holds in each office: the nearest above it that said something, by matter."""
    own: dict[int, dict[str, int | None]] = {}
    for row in Keeping.objects.all():
        own.setdefault(row.unit_id, {})[row.matter] = row.days
    found: dict[int, Held] = {}
    for unit in units:
        held: dict[str, int | None] = {}
        for pk in way(unit.path):
            held |= own.get(pk, {})
        found[unit.pk] = held
    return found


def days(held: Held, matter: str) -> int | None:
    """Return how long a matter is kept; None: without end."""
    return held[matter] if matter in held else held.get("")


def lines(unit: Unit) -> Sequence[Line]:
    """Return what holds in an office, matter by matter, and who said so."""
    rows = Keeping.objects.filter(unit__in=way(unit.path)).select_related("unit")
    nearest = {row.matter: row for row in sorted(rows, key=lambda row: len(row.unit.path))}
    return [
        Line(matter, row.days, row.unit)
        if (row := nearest.get(matter))
        else Line(matter, None, None)
        for matter in MATTERS
    ]


def save(actor: User, unit: Unit, matter: str, days: int | None) -> Keeping:
    """Say how long an office keeps a matter; None: without end. Raises No for what is too short."""
    _check(matter)
    if days is not None and not FEWEST <= days <= MOST:
        raise No(say("Keep it between {fewest} and {most} days."), fewest=FEWEST, most=MOST)
    with transaction.atomic():
        values = {"days": days, "by": actor, "at": timezone.now()}
        made = Keeping.objects.update_or_create(unit=unit, matter=matter, defaults=values)[0]
        data = {"matter": matter, "days": days}
        audit.record(actor, "keeping.changed", on=unit, unit_id=unit.pk, data=data)
    return made


def drop(actor: User, unit: Unit, matter: str) -> None:
    """Let what is said above hold again."""
    _check(matter)
    with transaction.atomic():
        if Keeping.objects.filter(unit=unit, matter=matter).delete()[0]:
            data = {"matter": matter}
            audit.record(actor, "keeping.dropped", on=unit, unit_id=unit.pk, data=data)


def _check(matter: str) -> None:
    if matter not in MATTERS:
        raise No(say("There is no such matter."))
