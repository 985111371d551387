"""Where a warning is in the tree of offices, and which offices get words for it."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.lib.hazards import Told
from sinergi.publishing.alerts import rules
from sinergi.publishing.alerts.rules import Places
from sinergi.publishing.models import AlertSource, Area
from sinergi.units.models import Unit

#: The code of the office for disasters, as the list of offices has it.
DISASTERS = "bpbd"


def places(unit: Unit, told: Told, source: AlertSource | None) -> Places:
    """Hold a warning against the borders and codes of the districts under an office."""
    under = Unit.objects.filter(path__startswith=unit.path, valid_to=None)
    borders = {
        area.unit_id: area.shape
        for area in Area.objects.filter(unit__in=under.filter(kind=Unit.Kind.DISTRICT))
    }
    codes = dict(under.filter(kind=Unit.Kind.DISTRICT).values_list("code", "pk"))
    named = source is None or (source.names_us and bool(source.only))
    return rules.places(told, borders, codes, named=named)


def offices(unit: Unit, districts: Sequence[Unit], source: AlertSource | None) -> list[Unit]:
    """Return the offices that get words: communications, those always told, the districts."""
    under = Unit.objects.filter(path__startswith=unit.path, valid_to=None)
    found = list(under.filter(kind=Unit.Kind.COMMUNICATIONS).order_by("path"))
    always = list(source.always.filter(valid_to=None)) if source else []
    disasters = list(under.filter(code=DISASTERS))
    unique = {office.pk: office for office in [*found, *disasters, *always, *districts]}
    return list(unique.values()) or [unit]
