"""National days changed: whoever keeps the hours of the top office changes them for its tree."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.calendars.national import Day, listed, shipped
from sinergi.publishing.models import NationalDay
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: Who may change the list of the top office.
VERB = "unit.edit"
#: So many a tree may say.
MOST = 400


def top_for(user: User) -> Unit | None:
    """Return the top office whose list a person may change."""
    rows = units.units_where(user, VERB).filter(parent=None, valid_to=None)
    return rows.order_by("path").first()


def keep(actor: User, top: Unit, *, month: int, day: int, name: str, basis: str = "") -> None:
    """Mark a day, or say its basis anew. Raises No for a day that never comes."""
    _check(actor, top)
    plain = " ".join(name.split())
    if not plain:
        raise No(say("Give it a name."))
    try:
        date(2028, month, day)
    except ValueError as e:
        raise No(say("There is no such day: choose another one. Nothing was changed.")) from e
    if NationalDay.objects.filter(unit=top).count() >= MOST:
        raise No(say("At most {most} days can be said here."), most=MOST)
    _say(actor, top, (month, day, plain), basis=basis.strip(), dropped=False)


def drop(actor: User, top: Unit, key: str) -> None:
    """Mark a day no more: one of ours is deleted, one that is shipped is put aside."""
    _check(actor, top)
    found = _found(top, key)
    place = (found.month, found.day, found.name)
    if place in {(one.month, one.day, one.name) for one in shipped()}:
        _say(actor, top, place, basis=found.basis, dropped=True)
        return
    with transaction.atomic():
        NationalDay.objects.filter(
            unit=top, month=found.month, day=found.day, name=found.name
        ).delete()
        _record(actor, top, "unmarked", place, found.basis)


def bring_back(actor: User, top: Unit, key: str) -> None:
    """Mark a day again that was put aside, as it is shipped."""
    _check(actor, top)
    found = _found(top, key)
    place = (found.month, found.day, found.name)
    with transaction.atomic():
        NationalDay.objects.filter(
            unit=top, month=found.month, day=found.day, name=found.name, dropped=True
        ).delete()
        _record(actor, top, "marked", place, found.basis)


def _say(actor: User, top: Unit, place: tuple[int, int, str], *, basis: str, dropped: bool) -> None:
    month, day, name = place
    with transaction.atomic():
        NationalDay.objects.update_or_create(
            unit=top, month=month, day=day, name=name,
            defaults={"basis": basis, "dropped": dropped, "by": actor, "at": timezone.now()},
        )  # fmt: skip
        _record(actor, top, "unmarked" if dropped else "marked", place, basis)


def _record(actor: User, top: Unit, what: str, place: tuple[int, int, str], basis: str) -> None:
    month, day, name = place
    told = {"day": f"{month:02}-{day:02}", "name": name, "basis": basis}
    audit.record(actor, f"national.{what}", on=top, unit_id=top.pk, data=told)


def _found(top: Unit, key: str) -> Day:
    found = next((one for one in listed(top) if one.key == key), None)
    if found is None:
        raise No(say("This day is not on the list any more."))
    return found


def _check(actor: User, top: Unit) -> None:
    if top.parent_id is not None or not units.may(actor, VERB, top.pk):
        raise NotAllowed(say("You may not change the national days."))
