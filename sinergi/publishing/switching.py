"""What the communications office has switched off and blocked, for an office and all under it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from sinergi.language.writing import RULES, Register
from sinergi.language.writing.names import NAMES
from sinergi.networks.models import Account
from sinergi.publishing.models import BlockedWords, SwitchedOff
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way


def off_for(unit: Unit) -> frozenset[str]:
    """Return the rules that are switched off for an office: its own, and those above."""
    there = SwitchedOff.objects.filter(unit_id__in=way(unit.path))
    return frozenset(there.values_list("rule", flat=True))


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule on the page where it is switched: off here, or off above."""

    rule: str
    name: str
    why: str
    off: bool
    above: bool


def switches(unit: Unit) -> list[Switch]:
    """Return every rule, and whether it is off for an office."""
    here = set(SwitchedOff.objects.filter(unit=unit).values_list("rule", flat=True))
    higher = set(
        SwitchedOff.objects.filter(unit_id__in=way(unit.path))
        .exclude(unit=unit)
        .values_list("rule", flat=True)
    )
    return [
        Switch(r.id, gettext(NAMES[r.id]), gettext(r.why), r.id in here, r.id in higher)
        for r in RULES
    ]


def register_for(unit: Unit) -> Register:
    """Return the words blocked for an office, and the handles of every official account."""
    blocked = BlockedWords.objects.filter(unit_id__in=way(unit.path))
    handles = Account.objects.values_list("handle", flat=True)
    names = frozenset(handle.lstrip("@").partition("@")[0] for handle in handles)
    return Register(tuple(row.value() for row in blocked), names)


def blocked_in(unit: Unit) -> QuerySet[BlockedWords]:
    return BlockedWords.objects.filter(unit=unit)


def blocked_for(user: Person, pk: object) -> BlockedWords:
    """Return blocked words. Raises Http404 for those of an office that is not theirs to switch."""
    rows = BlockedWords.objects.select_related("unit")
    return units.obtain(rows, user, pk, see="check.switch", may="check.switch")
