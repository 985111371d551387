"""What the screens show of offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from sinergi.lib.working import Spans, write_spans
from sinergi.people.models import Invitation, User
from sinergi.units import calendars, queries, rules
from sinergi.units.models import Alias, Appointment, FormerName, Unit

#: In which order the kinds of offices are listed.
ORDER = [kind.value for kind in Unit.Kind]

#: Kinds that have no offices under them.
LEAVES = frozenset({Unit.Kind.VILLAGE, Unit.Kind.URBAN_VILLAGE})


@dataclass(frozen=True, slots=True)
class Place:
    """An office in a list, with how many existing offices are under it."""

    unit: Unit
    below: int


@dataclass(frozen=True, slots=True)
class Group:
    """Offices of one kind."""

    label: str
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Roles:
    """Roles in an office by when they are held; ``above`` are those that come from higher up."""

    now: Sequence[Appointment]
    later: Sequence[Appointment]
    past: Sequence[Appointment]
    above: Sequence[Appointment]


def tree() -> list[tuple[Place, list[Group]]]:
    """Return each root with what is directly under it. Deeper offices are on their own pages."""
    below = _below()
    roots = queries.existing().filter(parent=None)
    return [(Place(root, below[root.path]), groups_under(root, below)) for root in roots]


def groups_under(unit: Unit, below: Counter[str] | None = None) -> list[Group]:
    """Return the existing offices directly under one, by kind."""
    counts = _below() if below is None else below
    rows = sorted(queries.existing().filter(parent=unit), key=lambda u: ORDER.index(u.kind))
    found: dict[str, list[Place]] = {}
    for row in rows:
        found.setdefault(row.get_kind_display(), []).append(Place(row, counts[row.path]))
    return [Group(label, places) for label, places in found.items()]


def search(asked: str, *, closed: bool = False) -> QuerySet[Unit]:
    """Return the offices that match every word: by name, code, other or former name, place."""
    rows = Unit.objects.all() if closed else queries.existing()
    for word in asked.split()[:8]:
        rows = rows.filter(_matches(word) | Q(parent__in=Unit.objects.filter(_matches(word))))
    return rows.select_related("parent").order_by("name", "code")


def _matches(word: str) -> Q:
    return (
        Q(name__icontains=word)
        | Q(short__icontains=word)
        | Q(code__istartswith=word)
        | Q(pk__in=Alias.objects.filter(name__icontains=word).values("unit"))
        | Q(pk__in=FormerName.objects.filter(name__icontains=word).values("unit"))
    )


def roles_in(unit: Unit, today: date) -> Roles:
    """Return who has which role in an office, and who has one from above."""
    above = rules.way(unit.path)[:-1]
    held = Appointment.objects.select_related("user", "unit")
    now: list[Appointment] = []
    later: list[Appointment] = []
    past: list[Appointment] = []
    for row in held.filter(unit=unit).order_by("role", "valid_from", "pk"):
        if row.ended or (row.valid_to and row.valid_to < today):
            past.append(row)
        else:
            (later if row.valid_from > today else now).append(row)
    inherited = held.filter(
        Q(valid_to=None) | Q(valid_to__gte=today),
        unit_id__in=above,
        ended=None,
        valid_from__lte=today,
    )
    return Roles(now, later, past, list(inherited.order_by("-unit__path", "role")))


def invitations_to(unit: Unit) -> QuerySet[Invitation]:
    """Return the invitations to an office that can still be accepted."""
    return Invitation.objects.filter(
        purpose__unit=unit.pk, accepted=None, withdrawn=None, expires__gt=timezone.now()
    ).order_by("pk")


def hours_of(unit: Unit) -> list[tuple[str, str]]:
    """Return the working hours that hold in an office, by day, in the reader's language."""
    hours = calendars.of(unit.pk).week
    return [
        (str(WEEKDAYS[number]), written(day) or _("closed all day"))
        for number, day in enumerate(hours)
    ]


def written(spans: Spans) -> str:
    """Return "07.30-12.00, 13.00-16.00"."""
    return ", ".join("-".join(span).replace(":", ".") for span in write_spans(spans))


def parents_for(user: User, unit: Unit | None = None) -> QuerySet[Unit]:
    """Return the offices under which a person may put an office (``unit``: the one to be moved)."""
    may = queries.units_where(user, "unit.edit").values("pk")
    rows = queries.existing().filter(pk__in=may).exclude(kind__in=LEAVES)
    return rows.exclude(path__startswith=unit.path) if unit else rows


def _below() -> Counter[str]:
    """Count the existing offices under each path."""
    found: Counter[str] = Counter()
    for path in queries.existing().values_list("path", flat=True):
        parts = [f"{part}." for part in path.split(".") if part]
        found.update(list(accumulate(parts))[:-1])
    return found
