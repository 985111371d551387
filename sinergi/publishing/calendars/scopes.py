"""Whose posts a calendar shows: one office, all under it, or everything one may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from django.core.exceptions import PermissionDenied
from django.http import Http404

from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.models import Unit

Reach = Literal["own", "under", "all"]
REACHES: tuple[Reach, ...] = get_args(Reach)


@dataclass(frozen=True, slots=True)
class Scope:
    """The office a calendar is of, and which offices are in it: their ids; None: every office."""

    unit: Unit
    reach: Reach
    offices: tuple[int, ...] | None


def read(user: User, unit: str, reach: str) -> Scope:
    """Return what an address asks for; without anything, what a person has a role in.

    Raises PermissionDenied for somebody who sees no posts anywhere, Http404 for an office whose
    posts they do not see, No for a reach there is not.
    """
    seen = units.units_where(user, "post.see")
    found = seen.filter(pk=unit).first() if units.is_id(unit) else None
    if unit and found is None:
        raise Http404
    home = found or _home(user)
    chosen: Reach = next((known for known in REACHES if known == (reach or "under")), "under")
    if reach and chosen != reach:
        raise No(say("Choose own, under or all."))
    if chosen == "own":
        return Scope(home, chosen, (home.pk,))
    whole = units.reach(user, "post.see")
    if chosen == "all" or (whole is None and home.parent_id is None):
        return Scope(home, chosen, whole)
    under = units.subtree(home).values_list("pk", flat=True)
    return Scope(home, chosen, tuple(pk for pk in under if whole is None or pk in whole))


def _home(user: User) -> Unit:
    """Return the topmost office where somebody sees posts."""
    paths = sorted(units.prefixes(user, "post.see"), key=lambda path: (len(path), path))
    if not paths:
        raise PermissionDenied
    return Unit.objects.get(pk=rules.way(paths[0])[-1])
