"""Sources of warnings are added, changed, turned on and off, and dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.alerts.official import OFFICIAL, Official
from sinergi.publishing.models import AlertSource
from sinergi.units import queries as units
from sinergi.units.models import Unit

MOST_CODES = 45
VILLAGE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")


def add_official(actor: User, unit: Unit) -> int:
    """Add the known official addresses, switched off; return how many were new."""
    _check(actor, unit)
    with transaction.atomic():
        known = set(AlertSource.objects.filter(unit=unit).values_list("address", flat=True))
        fresh = [one for one in OFFICIAL if one.address not in known]
        for one in fresh:
            row = AlertSource.objects.create(unit=unit, **_values(one, unit))
            audit.record(actor, "alert.source_added", on=row, unit_id=unit.pk)
    return len(fresh)


def save(
    actor: User,
    unit: Unit,
    *,
    source: AlertSource | None = None,
    name: str,
    address: str,
    minutes: int,
    codes: Sequence[str] = (),
    only: Sequence[str] = (),
    names_us: bool = False,
    always: Sequence[Unit] = (),
) -> AlertSource:
    """Add a source (switched off) or change one. Raises No for what cannot be one."""
    _check(actor, unit)
    _check_address(unit, address, source, codes)
    values = {
        "name": name,
        "address": address,
        "minutes": minutes,
        "codes": list(codes),
        "only": list(only),
        "names_us": names_us,
        "validators": {},
    }
    with transaction.atomic():
        row = source or AlertSource(unit=unit)
        for field, value in values.items():
            setattr(row, field, value)
        row.save()
        row.always.set(always)
        verb = "alert.source_changed" if source else "alert.source_added"
        audit.record(actor, verb, on=row, unit_id=unit.pk, data={"address": address})
    return row


def turn(actor: User, source: AlertSource, *, on: bool) -> None:
    """Turn a source on, to be read at once and from then on, or off."""
    _check(actor, source.unit)
    with transaction.atomic():
        row = AlertSource.objects.select_for_update(of=("self",)).get(pk=source.pk)
        if on and "{code}" in row.address and not row.codes:
            raise No(say("This address asks for codes of villages. Write some first."))
        if row.enabled == on:
            return
        row.enabled, row.enabled_by = on, actor if on else row.enabled_by
        row.next_read, row.failures, row.problem = timezone.now(), 0, {}
        row.save(update_fields=["enabled", "enabled_by", "next_read", "failures", "problem"])
        verb = "alert.source_on" if on else "alert.source_off"
        audit.record(actor, verb, on=row, unit_id=row.unit_id, data={"address": row.address})


def drop(actor: User, source: AlertSource) -> None:
    """Drop a source; what it told stays."""
    _check(actor, source.unit)
    with transaction.atomic():
        data = {"address": source.address}
        audit.drop(actor, "alert.source_dropped", source, unit_id=source.unit_id, data=data)


def _values(one: Official, unit: Unit) -> dict[str, object]:
    return {
        "name": one.name,
        "address": one.address,
        "minutes": one.minutes,
        "only": list(one.only),
        "names_us": one.names_us,
        "codes": _villages(unit) if one.by_village else [],
    }


def _villages(unit: Unit) -> list[str]:
    """Return the code of one village of each district: the first, where villages are known."""
    rows: QuerySet[Unit] = Unit.objects.filter(path__startswith=unit.path, valid_to=None)
    first: dict[str, str] = {}
    for code in rows.order_by("code").values_list("code", flat=True):
        if VILLAGE.fullmatch(code):
            first.setdefault(code.rpartition(".")[0], code)
    return list(first.values())[:MOST_CODES]


def _check(actor: User, unit: Unit) -> None:
    if not units.may(actor, "alert.keep", unit.pk):
        raise No(say("You may not keep sources of warnings for this office."))


def _check_address(
    unit: Unit, address: str, source: AlertSource | None, codes: Sequence[str]
) -> None:
    place = urlsplit(address)
    if place.scheme != "https" or not place.hostname or place.username or place.password:
        raise No(say("Write the whole address, with https:// and without a password in it."))
    others = AlertSource.objects.filter(unit=unit, address=address)
    if (others.exclude(pk=source.pk) if source else others).exists():
        raise No(say("This address is a source already."))
    if len(codes) > MOST_CODES:
        raise No(say("At most {most} codes: more would ask too often."), most=MOST_CODES)
    wrong = next((code for code in codes if not VILLAGE.fullmatch(code)), None)
    if wrong is not None:
        raise No(say("“{code}” is no code of a village, such as 32.01.01.1001."), code=wrong[:40])
