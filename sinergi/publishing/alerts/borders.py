"""Borders of districts, brought in from a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.lib.hazards import Unreadable, areas
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.models import Area
from sinergi.units import queries as units
from sinergi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Brought:
    """How many borders are kept, and the codes of which no office is known here."""

    kept: int
    unknown: tuple[str, ...]


def bring(actor: User | None, unit: Unit, raw: bytes, *, now: datetime) -> Brought:
    """Keep the borders a GeoJSON file has of an office and those under it, in place of earlier.

    ``actor`` is nobody on the command line. Raises Unreadable when it has none of them.
    """
    if actor is not None and not units.may(actor, "alert.keep", unit.pk):
        raise No(say("You may not keep borders for this office."))
    found = areas.read(raw)
    under = Unit.objects.filter(path__startswith=unit.path, valid_to=None, code__in=found)
    with transaction.atomic():
        known = {office.code: office for office in under}
        if not known:
            raise Unreadable(
                say("None of the codes in this file is one of your offices. Nothing was changed.")
            )
        for code, office in known.items():
            rings = areas.spelled(found[code])
            Area.objects.update_or_create(
                unit=office, defaults={"rings": rings, "by": actor, "at": now}
            )
        audit.record(actor, "alert.borders", on=unit, unit_id=unit.pk, data={"kept": len(known)})
    return Brought(len(known), tuple(sorted(set(found) - set(known))))
