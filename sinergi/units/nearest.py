"""Who and what is nearest to an office, looking up the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Q, QuerySet
from django.utils import timezone

from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.prepared import Slot, prepared
from sinergi.people.models import User
from sinergi.units import queries
from sinergi.units.models import Appointment, Unit
from sinergi.units.rules import way

_COLUMNS = rows.names(User)


def holders(role: str, unit_id: int, *, sees: int | None = None) -> Sequence[User]:
    """Return who has a role in an office today, or in the nearest above it that has anybody.

    ``sees``: those who see the conversations of that office, the nearest first; where nobody does,
    as without it.
    """
    levels = list(_levels(role, unit_id))
    if sees is not None:
        for level in levels:
            able = [one for one in level if queries.may(one, "conversation.see", sees)]
            if able:
                return able
    return levels[0] if levels else []


def _levels(role: str, unit_id: int) -> Iterator[Sequence[User]]:
    """Yield who has a role, office by office, from one upwards."""
    above = way(queries.path_of(unit_id))
    by_office: dict[int, dict[int, User]] = {}
    for unit, *values in _holding().run(units=above, role=role, today=timezone.localdate()):
        person = rows.read(User, _COLUMNS, values)
        by_office.setdefault(unit, {})[person.pk] = person
    for office in reversed(above):
        if office in by_office:
            yield list(by_office[office].values())


@prepared
def _holding() -> QuerySet[Any, Any]:
    today = Slot("today", DateField())
    held = Appointment.objects.filter(
        Among("unit_id", "units", BigIntegerField()),
        Q(valid_to=None) | Q(valid_to__gte=today),
        Q(unit__valid_to=None) | Q(unit__valid_to__gte=today),
        role=Slot("role", CharField()),
        valid_from__lte=today,
        ended=None,
        user__is_active=True,
    )
    named = [f"user__{column}" for column in _COLUMNS]
    return held.order_by("user__name", "id").values_list("unit_id", *named)


def communications(unit_id: int) -> int:
    """Return the id of the communications office that coordinates an office."""
    return way(coordinating(queries.path_of(unit_id)))[-1]


def coordinating(path: str) -> str:
    """Return the path of the communications office that coordinates the office at ``path``.

    That is the one in the same tree; where there is none, the top of the tree itself.
    """
    top = f"{way(path)[0]}."
    offices = _communications().run(day=timezone.localdate())
    return next((there for (there,) in offices if there.startswith(top)), top)


@prepared
def _communications() -> QuerySet[Any, Any]:
    offices = queries.existing(Slot("day", DateField())).filter(kind=Unit.Kind.COMMUNICATIONS)
    return offices.order_by("path").values_list("path")
