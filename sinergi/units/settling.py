"""What an office settles for some days: closed, worked, or other hours. Every act is in the log."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Model

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.lib.working import Hours
from sinergi.people.models import User
from sinergi.units import calendars
from sinergi.units.models import SpecialDay, SpecialHours, Unit


def settle_day(
    actor: User | None,
    unit: Unit,
    *,
    day: date,
    kind: str,
    name: str,
    basis: str = "",
    hours: list[list[str]] | None = None,
) -> SpecialDay:
    """Settle what a day is for an office and those under it, in place of what was settled."""
    with transaction.atomic():
        values = {"kind": kind, "name": name, "basis": basis, "hours": hours or []}
        made, _ = SpecialDay.objects.update_or_create(unit=unit, day=day, defaults=values)
        _record(actor, "unit.day_settled", unit, day=day, **values)
    return made


def drop_day(actor: User, special: SpecialDay) -> None:
    """Let a day be again what it is without the office's word."""
    with transaction.atomic():
        SpecialDay.objects.filter(pk=special.pk).delete()
        _record(actor, "unit.day_dropped", special.unit, day=special.day, name=special.name)


def settle_hours(
    actor: User | None,
    unit: Unit,
    *,
    first: date,
    last: date,
    name: str,
    hours: Hours,
    basis: str = "",
    instead: SpecialHours | None = None,
) -> SpecialHours:
    """Settle other hours from a first to a last day, or change those there are (``instead``).

    Raises No where the last day lies before the first, or where the office has other hours already.
    """
    made = SpecialHours(
        pk=instead.pk if instead else None,
        unit=unit,
        first=first,
        last=last,
        name=name,
        hours=hours,
        basis=basis,
    )
    try:
        with transaction.atomic():
            _check_free(made)
            made.save()
            data = {"first": first, "last": last, "name": name, "basis": basis, "hours": hours}
            _record(actor, "unit.period_settled", unit, **data)
    except IntegrityError as e:
        raise No(say("The last day lies before the first.")) from e
    return made


def drop_hours(actor: User, period: SpecialHours) -> None:
    """Let the usual hours hold again."""
    with transaction.atomic():
        SpecialHours.objects.filter(pk=period.pk).delete()
        data = {"first": period.first, "last": period.last, "name": period.name}
        _record(actor, "unit.period_dropped", period.unit, **data)


def _check_free(period: SpecialHours) -> None:
    """Raise No when the office has other hours on one of the days; the office waits its turn."""
    Unit.objects.select_for_update().get(pk=period.unit.pk)
    others = SpecialHours.objects.filter(
        unit=period.unit, first__lte=period.last, last__gte=period.first
    ).exclude(pk=period.pk)
    for other in others:
        raise No(say("On these days already hold the hours of {name}."), name=other.name)


def _record(actor: User | None, verb: str, unit: Model, **data: object) -> None:
    calendars.changed()
    audit.record(actor, verb, on=unit, unit_id=unit.pk, data=data)
