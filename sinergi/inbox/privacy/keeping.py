"""How long an office keeps what the public wrote, by matter; what is set above holds below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox.models import Conversation, Keeping
from sinergi.inbox.privacy.terms import SHIPPED, Kept, Status
from sinergi.lib.text import No, plain, say
from sinergi.people.models import User
from sinergi.units.models import Unit
from sinergi.units.rules import way

Matter = Conversation.Matter

#: "" is any matter without a term of its own; the order in which people read them.
MATTERS: Sequence[str] = ("", *Matter.values)

#: A complaint may take sixty working days (PermenPANRB 62/2018); nothing shorter than a month is
#: sure to be over. A hundred years is for ever.
FEWEST, MOST, LONGEST_BASIS = 30, 36_500, 300

#: Days by matter; None: without end. A matter that is missing has the term of "".
Held = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A term as its page shows it. ``unit`` set it; nothing: it is shipped.

    ``own``: it was set for this very matter, not for all others.
    """

    matter: str
    kept: Kept
    unit: Unit | None
    own: bool = False

    @property
    def days(self) -> int | None:
        return self.kept.days

    @property
    def status(self) -> str:
        return str(Status(self.kept.status).label)


def of_many(units: Iterable[Unit]) -> dict[int, Held]:
    """Return what holds in each office: the nearest above it that said something, by matter.

    What an office says of all other matters stands above what is shipped for one of them.
    """
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
    if matter in held:
        return held[matter]
    return held[""] if "" in held else SHIPPED.get(matter, SHIPPED[""]).days


def lines(unit: Unit) -> Sequence[Line]:
    """Return what holds in an office, matter by matter, and who said so."""
    rows = Keeping.objects.filter(unit__in=way(unit.path)).select_related("unit")
    nearest = {row.matter: row for row in sorted(rows, key=lambda row: len(row.unit.path))}
    return [_line(matter, nearest.get(matter) or nearest.get("")) for matter in MATTERS]


def save(
    actor: User,
    unit: Unit,
    matter: str,
    days: int | None,
    *,
    status: str = Status.PROPOSAL,
    basis: str = "",
) -> Keeping:
    """Say how long an office keeps a matter; None: without end. Raises No for what is too short,
    and for a law that is not named."""
    _check(matter)
    basis = plain(basis)
    if days is not None and not FEWEST <= days <= MOST:
        raise No(say("Keep it between {fewest} and {most} days."), fewest=FEWEST, most=MOST)
    if status not in Status.values or len(basis) > LONGEST_BASIS:
        raise No(say("Say in at most {most} characters what it rests on."), most=LONGEST_BASIS)
    if status == Status.LAW and not basis:
        raise No(say("Name the law with its article; else it is practice or a proposal."))
    values = {"days": days, "status": status, "basis": basis}
    with transaction.atomic():
        made = Keeping.objects.update_or_create(
            unit=unit, matter=matter, defaults=values | {"by": actor, "at": timezone.now()}
        )[0]
        data = {"matter": matter} | values
        audit.record(actor, "keeping.changed", on=unit, unit_id=unit.pk, data=data)
    return made


def drop(actor: User, unit: Unit, matter: str) -> None:
    """Let what is said above hold again."""
    _check(matter)
    with transaction.atomic():
        if Keeping.objects.filter(unit=unit, matter=matter).delete()[0]:
            data = {"matter": matter}
            audit.record(actor, "keeping.dropped", on=unit, unit_id=unit.pk, data=data)


def _line(matter: str, row: Keeping | None) -> Line:
    if row is None:
        return Line(matter, SHIPPED[matter], None)
    kept = Kept(row.days, row.status, row.basis)
    return Line(matter, kept, row.unit, own=row.matter == matter)


def _check(matter: str) -> None:
    if matter not in MATTERS:
        raise No(say("There is no such matter."))
