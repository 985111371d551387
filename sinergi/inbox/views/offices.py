"""Whose rules and ready words a page of settings shows."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from sinergi.people.http import SignedIn
from sinergi.units import finding
from sinergi.units import queries as units
from sinergi.units.models import Unit


def offices(request: SignedIn, verb: str, pk: int | None) -> tuple[finding.Found, Unit]:
    """Return the other offices in which a person has a verb, those of ``?q=``, and the one that is
    shown; with no ``pk`` the highest. Raises PermissionDenied where it is none of them."""
    mine = units.units_where(request.user, verb)
    office = (mine.filter(pk=pk) if pk else mine.order_by("path")).first()
    if office is None:
        raise PermissionDenied
    others = mine.exclude(pk=office.pk)
    return finding.found(others, request.GET.get("q", "")), office
