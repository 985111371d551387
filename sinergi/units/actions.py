"""What people do with offices and roles. Every act is in the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.lib.working import Hours
from sinergi.people.models import User
from sinergi.units import calendars, queries, rules
from sinergi.units.models import LONGEST_PATH, Alias, Appointment, FormerName, Unit


def add_unit(
    actor: User | None,
    *,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None = None,
    short: str = "",
    valid_from: date | None = None,
) -> Unit:
    """Add an office under ``parent`` (or as a root). Raises No when its code is taken."""
    _check_kind(actor, kind, parent)
    unit = Unit(
        code=code.strip(),
        name=name.strip(),
        short=short.strip(),
        kind=kind,
        parent=parent,
        valid_from=valid_from,
    )
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
            unit.path = f"{_path(parent)}{unit.pk}."
            _check_depth(len(unit.path))
            unit.save(update_fields=["path"])
            audit.record(actor, "unit.added", on=unit, unit_id=unit.pk, data={"code": unit.code})
    except IntegrityError as e:
        raise No(say("Another office already has the code {code}."), code=code) from e
    return unit


def rename_unit(
    actor: User | None, unit: Unit, *, name: str, until: date | None = None, basis: str = ""
) -> None:
    """Give an office a new name and keep the old one with its last day."""
    with transaction.atomic():
        old = Unit.objects.select_for_update().get(pk=unit.pk).name
        if old == name.strip():
            return
        FormerName.objects.create(unit=unit, name=old, until=until, basis=basis)
        unit.name = name.strip()
        unit.save(update_fields=["name"])
        audit.record(
            actor, "unit.renamed", on=unit, unit_id=unit.pk, data={"from": old, "basis": basis}
        )


def describe_unit(actor: User | None, unit: Unit, **values: Any) -> None:
    """Change what has no history: kind, short name, first day. Raises No for impossible days."""
    if values.get("kind", unit.kind) != unit.kind:
        _check_kind(actor, values["kind"], unit)
    try:
        with transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(**values)
            audit.record(actor, "unit.described", on=unit, unit_id=unit.pk, data=values)
    except IntegrityError as e:
        raise No(say("The last day lies before the first.")) from e


def add_alias(actor: User | None, unit: Unit, name: str) -> None:
    """Note another spelling of an office. Twice is harmless."""
    with transaction.atomic():
        _, made = Alias.objects.get_or_create(unit=unit, name=name.strip())
        if made:
            audit.record(actor, "unit.alias_added", on=unit, unit_id=unit.pk, data={"name": name})


def remove_alias(actor: User, alias: Alias) -> None:
    data = {"name": alias.name}
    with transaction.atomic():
        Alias.objects.filter(pk=alias.pk).delete()
        audit.record(actor, "unit.alias_removed", on=alias.unit, unit_id=alias.unit_id, data=data)


def move_unit(actor: User | None, unit: Unit, parent: Unit | None) -> None:
    """Put an office and all under it below another one. Raises No below itself."""
    with transaction.atomic():
        list(Unit.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        unit.refresh_from_db()
        if parent is not None:
            parent.refresh_from_db()
            if parent.path.startswith(unit.path):
                raise No(say("An office cannot be moved below itself."))
        old = unit.path
        new = f"{parent.path if parent else ''}{unit.pk}."
        below = Unit.objects.filter(path__startswith=old)
        longest = max(len(path) for path in below.values_list("path", flat=True))
        _check_depth(longest - len(old) + len(new))
        below.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
        Unit.objects.filter(pk=unit.pk).update(parent=parent)
        unit.refresh_from_db()
        calendars.changed()
        audit.record(actor, "unit.moved", on=unit, unit_id=unit.pk, data={"to": new})


def close_unit(actor: User, unit: Unit, *, on: date) -> None:
    """End an office on a day. What it did stays. Raises No while offices under it go on."""
    with transaction.atomic():
        going_on = Q(valid_to=None) | Q(valid_to__gt=on)
        below = Unit.objects.filter(going_on, path__startswith=unit.path).exclude(pk=unit.pk)
        if below.exists():
            raise No(
                say("Offices under {unit} still exist: move or close them first."), unit=unit.name
            )
        if unit.valid_from and on < unit.valid_from:
            raise No(say("The last day lies before the first."))
        Unit.objects.filter(pk=unit.pk).update(valid_to=on)
        audit.record(actor, "unit.closed", on=unit, unit_id=unit.pk, data={"on": on})


def reopen_unit(actor: User, unit: Unit) -> None:
    """Take back that an office ends. Raises No while the one above it is closed."""
    with transaction.atomic():
        if unit.parent is not None and unit.parent.valid_to is not None:
            raise No(say("The office above, {unit}, is closed too."), unit=unit.parent.name)
        Unit.objects.filter(pk=unit.pk).update(valid_to=None)
        audit.record(actor, "unit.reopened", on=unit, unit_id=unit.pk)


def hold_all() -> None:
    """Lock all offices and their calendars, before the log: for who changes many at once."""
    list(Unit.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    calendars.changed()


def set_hours(actor: User | None, unit: Unit, *, hours: Hours, always_open: bool = False) -> None:
    """Set an office's own working hours; none means those of the office above."""
    with transaction.atomic():
        Unit.objects.filter(pk=unit.pk).update(hours=hours, always_open=always_open)
        calendars.changed()
        data = {"hours": hours, "always_open": always_open}
        audit.record(actor, "unit.hours_set", on=unit, unit_id=unit.pk, data=data)


def appoint(
    actor: User | None,
    *,
    user: User,
    unit: Unit,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
    decree: str = "",
    basis: str = "",
) -> Appointment:
    """Give a person a role in an office and all under it. Raises No when they have it already.

    Whether ``actor`` may give that role is decided before: ``queries.roles_to_give``.
    """
    if valid_to and valid_to < valid_from:
        raise No(say("The last day lies before the first."))
    try:
        with transaction.atomic():
            made = Appointment.objects.create(
                user=user,
                unit=unit,
                role=role,
                decree=decree,
                basis=basis,
                valid_from=valid_from,
                valid_to=valid_to,
            )
            audit.record(
                actor,
                "appointment.given",
                on=made,
                unit_id=unit.pk,
                data={"user": user.pk, "role": role, "from": valid_from, "decree": decree},
            )
    except IntegrityError as e:
        raise No(say("{person} already has this role here from that day."), person=str(user)) from e
    return made


def end_appointment(actor: User, appointment: Appointment, *, on: date | None = None) -> None:
    """End a role: at once, or with ``on`` as its last day. Raises No before its first day, for one
    that has ended, and where it would hold for longer: that is a role of its own."""
    ended = {"valid_to": on} if on else {"ended": timezone.now()}
    with transaction.atomic():
        found = Appointment.objects.select_for_update().get(pk=appointment.pk)
        last = found.valid_to
        if found.ended or (last and last < timezone.localdate()):
            raise No(say("This role has ended already. Give it anew if it is to hold again."))
        if on and on < found.valid_from:
            raise No(say("The last day lies before the first."))
        if on and last and on > last:
            raise No(say("This role ends before that day. Give it anew for a longer time."))
        Appointment.objects.filter(pk=found.pk).update(**ended)
        audit.record(
            actor, "appointment.ended", on=appointment, unit_id=appointment.unit_id, data={"on": on}
        )


def _check_kind(actor: User | None, kind: str, near: Unit | None) -> None:
    """Raise No where somebody who edits a part of a tree says which office coordinates all of it:
    what is refused and overdue anywhere goes there.
    """
    if kind != Unit.Kind.COMMUNICATIONS or actor is None or near is None:
        return
    top = f"{rules.way(near.path)[0]}."
    if not queries.may_at(actor, "unit.edit", top):
        raise No(say("Only who edits the whole tree says which office coordinates it."))


def _path(parent: Unit | None) -> str:
    """Return where a parent is now, held there until the transaction ends."""
    if parent is None:
        return ""
    return Unit.objects.select_for_update().values_list("path", flat=True).get(pk=parent.pk)


def _check_depth(length: int) -> None:
    """Raise No when a path of that length does not fit its column."""
    if length > LONGEST_PATH:
        raise No(say("The tree of offices cannot be that deep."))
