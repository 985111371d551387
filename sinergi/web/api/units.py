"""Offices. Every colleague may see them all; ``may`` says what you may do there."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Router, Schema

from sinergi.lib.working import written
from sinergi.units import calendars, queries
from sinergi.units.models import Unit
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, one_of, reading

router = Router(tags=["units"])


class UnitOut(Schema):
    """An office. ``parent`` is the id of the office above, null for the topmost."""

    id: int
    code: str
    name: str
    short: str
    kind: Annotated[str, one_of(Unit.Kind)]
    parent: int | None
    valid_from: date | None
    valid_to: date | None


class UnitDetail(UnitOut):
    """An office with its other names, its hours ({"mon": [["07:30", "16:00"]]}), your rights."""

    former_names: list[str]
    aliases: list[str]
    hours: dict[str, list[list[str]]]
    may: list[str]


@router.get("/units", **needs("units:read"), response=reading(Page[UnitOut]))
def list_units(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[UnitOut]:
    """The offices that exist today."""
    return cut(queries.existing(), unit_out, cursor=cursor, limit=limit, newest=False)


@router.get("/units/{pk}", **needs("units:read"), response=reading(UnitDetail))
def read_unit(request: Asked, pk: Id) -> UnitDetail:
    """An office with its other names, its working hours, and what you may do there."""
    user = person(request)
    unit = queries.unit_for(user, pk)
    return UnitDetail(
        **unit_out(unit).model_dump(),
        former_names=[former.name for former in unit.former_names.all()],
        aliases=[alias.name for alias in unit.aliases.all()],
        hours=written(calendars.of(unit.pk).week),
        may=sorted(queries.verbs_in(user, unit)),
    )


def unit_out(unit: Unit) -> UnitOut:
    return UnitOut(
        id=unit.pk,
        code=unit.code,
        name=unit.name,
        short=unit.short,
        kind=unit.kind,
        parent=unit.parent_id,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
    )
