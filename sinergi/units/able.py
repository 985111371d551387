"""Who may do something in many offices, by prepared queries: asked for every batch of messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Q, QuerySet
from django.utils import timezone

from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.prepared import Slot, prepared
from sinergi.people.models import User
from sinergi.units.models import Appointment, Unit
from sinergi.units.rules import roles_with, way

_COLUMNS = rows.names(User)


def able(verb: str, unit_ids: Iterable[int]) -> dict[int, list[User]]:
    """Return the people who have ``verb`` in each of these offices today, by name."""
    paths: dict[int, str] = dict(_paths().run(units=set(unit_ids)))
    above = {pk for path in paths.values() for pk in way(path)}
    if not above:
        return {}
    today = timezone.localdate()
    held = _holders().run(units=above, roles=sorted(roles_with(verb)), today=today)
    people: dict[int, User] = {}
    where: dict[int, set[int]] = {}
    for unit, *values in held:
        person = rows.read(User, _COLUMNS, values)
        people.setdefault(person.pk, person)
        where.setdefault(person.pk, set()).add(unit)
    return {
        office: [person for pk, person in people.items() if where[pk].intersection(way(path))]
        for office, path in paths.items()
    }


@prepared
def _paths() -> QuerySet[Any, Any]:
    found = Unit.objects.filter(Among("id", "units", BigIntegerField()))
    return found.order_by().values_list("id", "path")


@prepared
def _holders() -> QuerySet[Any, Any]:
    today = Slot("today", DateField())
    held = Appointment.objects.filter(
        Among("unit_id", "units", BigIntegerField()),
        Among("role", "roles", CharField()),
        Q(valid_to=None) | Q(valid_to__gte=today),
        valid_from__lte=today,
        ended=None,
        user__is_active=True,
    )
    named = [f"user__{column}" for column in _COLUMNS]
    return held.order_by("user__name", "user").values_list("unit_id", *named)
