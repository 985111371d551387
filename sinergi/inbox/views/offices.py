"""Whose rules and ready words a page of settings shows."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit


def offices(user: User, verb: str, pk: int | None) -> tuple[Sequence[Unit], Unit]:
    """Return the offices in which a person has a verb, by name, and the one that was asked for;
    with no ``pk`` the highest. Raises PermissionDenied where it is none of them."""
    mine = list(units.units_where(user, verb).order_by("path"))
    office = next((one for one in mine if pk in {None, one.pk}), None)
    if office is None:
        raise PermissionDenied
    return sorted(mine, key=lambda one: one.name), office
