"""Who may do something in many offices, by prepared queries: asked for every batch of messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Q, QuerySet
from django.utils import timezone

from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.prepared import Slot, prepared
from sinergi.people.models import User
from sinergi.units.models import Appointment, Unit
from sinergi.units.rules import lasts, roles_with, way

_COLUMNS = rows.names(User)
_NAMED = [f"user__{column}" for column in _COLUMNS]


def able(verb: str, unit_ids: Iterable[int]) -> dict[int, list[User]]:
    """Return the people who have ``verb`` in each of these offices today, by name."""
    paths: dict[int, str] = dict(_paths().run(units=set(unit_ids)))
    above = {pk for path in paths.values() for pk in way(path)}
    if not above:
        return {}
    today = timezone.localdate()
    least = date.min if lasts(verb) else today
    held = _holders().run(units=above, roles=sorted(roles_with(verb)), today=today, least=least)
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


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The people who have a role today in an office or above it that has not ended, by name, and
    their roles by id."""

    people: Sequence[User]
    roles: Mapping[int, set[str]]

    def able(self, verb: str) -> list[User]:
        """Return those who have ``verb`` in that office."""
        there = set(roles_with(verb))
        return [person for person in self.people if self.roles[person.pk] & there]


def colleagues(path: str) -> Colleagues:
    """Return who has which role in the office at ``path``: what a page asks of several verbs."""
    people: dict[int, User] = {}
    roles: dict[int, set[str]] = {}
    today = timezone.localdate()
    for role, *values in _there().run(units=way(path), today=today, least=today):
        person = rows.read(User, _COLUMNS, values)
        people.setdefault(person.pk, person)
        roles.setdefault(person.pk, set()).add(role)
    return Colleagues(list(people.values()), roles)


@prepared
def _paths() -> QuerySet[Any, Any]:
    found = Unit.objects.filter(Among("id", "units", BigIntegerField()))
    return found.order_by().values_list("id", "path")


@prepared
def _holders() -> QuerySet[Any, Any]:
    held = _today().filter(Among("role", "roles", CharField()))
    return held.values_list("unit_id", *_NAMED)


@prepared
def _there() -> QuerySet[Any, Any]:
    return _today().values_list("role", *_NAMED)


def _today() -> QuerySet[Appointment]:
    today = Slot("today", DateField())
    held = Appointment.objects.filter(
        Among("unit_id", "units", BigIntegerField()),
        Q(valid_to=None) | Q(valid_to__gte=today),
        Q(unit__valid_to=None) | Q(unit__valid_to__gte=Slot("least", DateField())),
        valid_from__lte=today,
        ended=None,
        user__is_active=True,
    )
    return held.order_by("user__name", "user")
