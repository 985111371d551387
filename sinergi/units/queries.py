"""What a person may see and do in the tree of offices. The way in to every object goes by here."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeGuard, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.people.models import User
from sinergi.units import rules
from sinergi.units.models import Appointment, Unit

Row = TypeVar("Row", bound=Model)
Person = User | AnonymousUser


def prefixes(user: Person, verb: str) -> frozenset[str]:
    """Return the paths of the subtrees in which ``user`` has ``verb`` today.

    The appointments are read once per user object, which lives as long as one request.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return rules.outermost(
        frozenset(path for role, path in _appointments(user) if verb in rules.VERBS[role])
    )


def units_where(user: Person, verb: str) -> QuerySet[Unit]:
    """Return the offices in which ``user`` has ``verb``."""
    return Unit.objects.filter(_under(prefixes(user, verb), "path"))


def within(user: Person, verb: str, field: str = "unit") -> Q:
    """Return the condition "its office is one where ``user`` has ``verb``" for another model.

    For a person whose right covers the whole tree the condition is empty, so that big lists can be
    read from an index on their order alone.
    """
    found = prefixes(user, verb)
    if any(p.count(".") == 1 for p in found) and Unit.objects.filter(parent=None).count() == 1:
        return Q()
    ids = list(Unit.objects.filter(_under(found, "path")).values_list("id", flat=True))
    return Q(**{f"{field}_id": ids[0]}) if len(ids) == 1 else Q(**{f"{field}_id__in": ids})


def may(user: Person, verb: str, unit_id: int) -> bool:
    """True when ``user`` has ``verb`` in that office."""
    found = prefixes(user, verb)
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first()
    return path is not None and rules.covers(found, path)


def may_anywhere(user: Person, verb: str) -> bool:
    return bool(prefixes(user, verb))


def obtain(queryset: QuerySet[Row], user: Person, pk: object, *, see: str, may: str) -> Row:
    """Return the row with its permission checked: the one door of every ``thing_for``.

    Rows need a ``unit_id``. Raises Http404 when the row does not exist or ``user`` lacks ``see`` in
    its office, PermissionDenied when the row is visible but ``may`` is not theirs.
    """
    row = queryset.filter(pk=pk).first() if is_id(pk) else None
    unit_id = getattr(row, "unit_id", None)
    if row is None or unit_id is None:
        raise Http404
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).get()
    if not rules.covers(prefixes(user, see), path):
        raise Http404
    if not rules.covers(prefixes(user, may), path):
        raise PermissionDenied
    return row


def people_with(verb: str, unit_id: int) -> QuerySet[User]:
    """Return the people who have ``verb`` in that office today, by name."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    holders = Appointment.objects.filter(
        _today(timezone.localdate()),
        role__in=rules.roles_with(verb),
        unit_id__in=[int(part) for part in path.split(".") if part],
    )
    return User.objects.filter(
        is_active=True, pk__in=holders.values_list("user_id", flat=True)
    ).order_by("name")


def subtree(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(path__startswith=unit.path)


def _appointments(user: User) -> list[tuple[str, str]]:
    known: list[tuple[str, str]] | None = user.__dict__.get("_appointments_today")
    if known is None:
        found = Appointment.objects.filter(_today(timezone.localdate()), user=user)
        known = list(found.values_list("role", "unit__path"))
        user.__dict__["_appointments_today"] = known
    return known


def _today(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def _under(found: frozenset[str], field: str) -> Q:
    condition = Q(pk__in=[])
    for prefix in found:
        condition |= Q(**{f"{field}__startswith": prefix})
    return condition


def is_id(pk: object) -> TypeGuard[int | str]:
    """True for what can be the id of a row: a number of at most 18 digits."""
    return pk.__class__ in {int, str} and re.fullmatch("[0-9]{1,18}", str(pk)) is not None
