"""What a person may see and do in the tree of offices. The way in to every object goes by here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, TypeGuard, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Lookup,
    Model,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.lookups import In
from django.http import Http404
from django.utils import timezone

from sinergi.lib.asking import Row
from sinergi.lib.prepared import Slot, prepared, slots
from sinergi.lib.text import No, say
from sinergi.people.models import Invitation, User
from sinergi.units import rules
from sinergi.units.models import (
    Alias,
    Appointment,
    ElectionPhase,
    SpecialDay,
    SpecialHours,
    Unit,
)

Thing = TypeVar("Thing", bound=Model)
Person = User | AnonymousUser


def prefixes(user: Person, verb: str) -> frozenset[str]:
    """Return the paths of the subtrees in which ``user`` has ``verb`` today.

    The appointments are read once per user object, which lives as long as one request.
    """
    return rules.outermost(frozenset(_places(user, verb)))


def units_where(user: Person, verb: str) -> QuerySet[Unit]:
    """Return the offices in which ``user`` has ``verb``."""
    condition = Q(pk__in=[])
    for prefix in prefixes(user, verb):
        condition |= Q(path__startswith=prefix)
    return Unit.objects.filter(condition)


def within(user: Person, verb: str, field: str = "unit") -> Q:
    """Return the condition "its office is one where ``user`` has ``verb``" for another model.

    For a person whose right covers the whole tree the condition is empty, so that big lists can be
    read from an index on their order alone.
    """
    ids = reach(user, verb)
    if ids is None:
        return Q()
    return Q(**{f"{field}_id": ids[0]}) if len(ids) == 1 else Q(**{f"{field}_id__in": ids})


def reach(user: Person, verb: str) -> tuple[int, ...] | None:
    """Return the ids of the offices where ``user`` has ``verb``; None when that is everywhere.

    Like the appointments they are looked up once per user object.
    """
    found = prefixes(user, verb)
    known: dict[frozenset[str], tuple[int, ...] | None] = user.__dict__.setdefault("_reached", {})
    if found not in known:
        known[found] = None if _is_everywhere(user, found) else _reached(found)
    return known[found]


def within_reach(offices: int | None) -> Q:
    """Return the condition of ``within`` for a prepared query: for so many ``offices`` of a reach.

    They are given as ``offices=`` when it runs. None: everywhere.
    """
    match offices:
        case None:
            return Q()
        case 0:
            return Q(pk__in=[])
        case 1:
            return Q(unit_id=Slot("offices", BigIntegerField(), 0))
        case _:
            return Q(In(F("unit_id"), slots("offices", offices, BigIntegerField())))


def may(user: Person, verb: str, unit_id: int) -> bool:
    """True when ``user`` has ``verb`` in that office."""
    found = prefixes(user, verb)
    path = path_of(unit_id)
    return bool(path) and rules.covers(found, path)


def path_of(unit_id: int) -> str:
    """Return where an office stands in the tree, "" where there is none of this id."""
    found = _paths().one(unit=unit_id)
    return found[0] if found else ""


def all_under(path: str) -> tuple[int, ...]:
    """Return the ids of the office at a path and of all under it; none for no path."""
    return _reached(frozenset([path])) if path else ()


def may_at(user: Person, verb: str, path: str) -> bool:
    """True when ``user`` has ``verb`` in the office at ``path``."""
    return rules.covers(prefixes(user, verb), path)


def may_anywhere(user: Person, verb: str) -> bool:
    """True when ``user`` has ``verb`` in some office: each page asks it for every menu entry."""
    return any(_places(user, verb))


def roles_of(user: Person) -> frozenset[str]:
    """Return the roles a person has today, in whatever office that has not ended."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    return frozenset(role for role, _, _, ended in _appointments(user) if not ended)


def verbs_of(user: Person) -> frozenset[str]:
    """Return the verbs a person has today, in whatever office: what their menu is made of."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    return frozenset(
        verb
        for role, _, _, ended in _appointments(user)
        for verb in (rules.VERBS[role] & rules.READING if ended else rules.VERBS[role])
    )


def obtain(queryset: QuerySet[Thing], user: Person, pk: object, *, see: str, may: str) -> Thing:
    """Return the row with its permission checked: the one door of every ``thing_for``.

    Rows need a ``unit_id``. Raises Http404 when the row does not exist or ``user`` lacks ``see`` in
    its office, PermissionDenied when the row is visible but ``may`` is not theirs.
    """
    return allowed(_row(queryset, pk), user, see=see, may=may)


def _row(queryset: QuerySet[Thing], pk: object) -> Thing | None:
    """Return the row of an id, if there is one.

    As it comes: to have one row put in order, as by ``first``, takes a third of the time.
    """
    return next(iter(queryset.filter(pk=pk).order_by()), None) if is_id(pk) else None


def allowed(row: Thing | None, user: Person, *, see: str, may: str) -> Thing:
    """Return a row that was found already, with its permission checked as ``obtain`` does."""
    unit_id = getattr(row, "unit_id", None)
    if row is None or unit_id is None:
        raise Http404
    known = row._state.fields_cache.get("unit")  # noqa: SLF001  # what it was selected with
    path = known.path if known is not None else path_of(unit_id)
    if not rules.covers(prefixes(user, see), path):
        raise Http404
    if not rules.covers(prefixes(user, may), path):
        raise PermissionDenied
    return row


def people_with(verb: str, unit_id: int) -> QuerySet[User]:
    """Return the people who have ``verb`` in that office today, by name."""
    holders = Appointment.objects.filter(
        _held(verb),
        role__in=rules.roles_with(verb),
        unit_id__in=rules.way(path_of(unit_id)),
    )
    return User.objects.filter(
        is_active=True, pk__in=holders.values_list("user_id", flat=True)
    ).order_by("name")


def holds(verb: str, office: str, *people: str) -> Q:
    """Return the condition that one of the people of a row has ``verb`` today in its office, by the
    names of these relations."""
    place = ExpressionWrapper(OuterRef(f"{office}__path"), output_field=CharField())
    roles = Appointment.objects.annotate(place=place).filter(
        _held(verb), role__in=rules.roles_with(verb), user__is_active=True
    )
    there = roles.filter(place__startswith=F("unit__path"))
    found = [Q(Exists(there.filter(user=OuterRef(name)))) for name in people]
    return reduce(or_, found)


def unit_for(user: Person, pk: object, *, may: str = "") -> Unit:
    """Return an office. Every colleague may see offices; ``may`` asks for more (403 without)."""
    found = _row(Unit.objects.select_related("parent"), pk)
    if found is None or not user.is_authenticated:
        raise Http404
    if may and not rules.covers(prefixes(user, may), found.path):
        raise PermissionDenied
    return found


def appointment_for(user: Person, pk: object) -> Appointment:
    """Return a role somebody has, for those who may end it: they could give it too, else 403."""
    rows = Appointment.objects.select_related("unit", "user")
    found = obtain(rows, user, pk, see="appointment.edit", may="appointment.edit")
    if found.role not in roles_to_give(user, found.unit):
        raise PermissionDenied
    return found


def alias_for(user: Person, pk: object) -> Alias:
    """Return another spelling of an office, for those who may edit the office."""
    rows = Alias.objects.select_related("unit")
    return obtain(rows, user, pk, see="unit.edit", may="unit.edit")


def special_day_for(user: Person, pk: object) -> SpecialDay:
    """Return a day that an office settled, for those who may edit the office."""
    rows = SpecialDay.objects.select_related("unit")
    return obtain(rows, user, pk, see="unit.edit", may="unit.edit")


def special_hours_for(user: Person, pk: object) -> SpecialHours:
    """Return other hours of an office for a time, for those who may edit the office."""
    rows = SpecialHours.objects.select_related("unit")
    return obtain(rows, user, pk, see="unit.edit", may="unit.edit")


def phase_for(user: Person, pk: object) -> ElectionPhase:
    """Return a phase of an election, for those who may say when it ends; 403 to colleagues."""
    rows = ElectionPhase.objects.select_related("unit")
    return obtain(rows, user, pk, see="post.see", may="election.keep")


def invitation_for(user: Person, pk: object) -> tuple[Invitation, Unit]:
    """Return an invitation with its office, for those who give roles there. Raises Http404."""
    found = Invitation.objects.filter(pk=pk).first() if is_id(pk) else None
    unit_id = found.purpose.get("unit") if found else None
    mine = units_where(user, "appointment.edit").filter(pk=unit_id).first() if unit_id else None
    if found is None or mine is None:
        raise Http404
    return found, mine


def verbs_in(user: Person, unit: Unit) -> frozenset[str]:
    """Return the verbs a person has in an office today."""
    return frozenset(v for v in rules.VERB_MEANINGS if rules.covers(prefixes(user, v), unit.path))


def roles_in(user: User, path: str) -> frozenset[str]:
    """Return the roles a person has today in the office at ``path``: there, or above it."""
    return frozenset(
        str(role)
        for role, above, _, ended in _appointments(user)
        if path.startswith(above) and not ended
    )


def roles_to_give(user: Person, unit: Unit) -> list[str]:
    """Return the roles a person may give in an office: none beyond their own rights there."""
    verbs = verbs_in(user, unit)
    return rules.to_give(verbs) if "appointment.edit" in verbs else []


def existing(day: Slot | None = None) -> QuerySet[Unit]:
    """Return the offices that exist today, or on a day that is given when a query runs."""
    today = day or timezone.localdate()
    return Unit.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
    )


def check_lives(unit: Unit, day: date | None = None) -> None:
    """Raise No where an office has ended by a day, else by today: nothing new is written or sent in
    its name. Who works in an office above it reads, hands on and takes back what is there."""
    if unit.valid_to is not None and unit.valid_to < (day or timezone.localdate()):
        raise No(
            say("{office} has ended: nothing new is written or sent in its name. "
                "The office above hands on what waits, or opens it again."),
            office=unit.name,
        )  # fmt: skip


def subtree(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(path__startswith=unit.path)


def _places(user: Person, verb: str) -> Iterator[str]:
    if user.is_authenticated and user.is_active:
        for role, path, _, ended in _appointments(user):
            if verb in rules.VERBS[role] and (not ended or rules.lasts(verb)):
                yield path


def _appointments(user: User) -> list[Row]:
    known: list[Row] | None = user.__dict__.get("_appointments_today")
    if known is None:
        known = _roles().run(user=user.pk, day=timezone.localdate())
        user.__dict__["_appointments_today"] = known
    return known


@prepared
def _roles() -> QuerySet[Any, Any]:
    """What roles a person has today, and where; whether all offices are under one, and whether that
    office has ended."""
    rows = Appointment.objects.filter(
        _today(Slot("day", DateField())), user_id=Slot("user", BigIntegerField())
    )
    another = Unit.objects.filter(parent=None).order_by("pk")[1:2]
    ended = Exists(Unit.objects.filter(pk=OuterRef("unit"), valid_to__lt=Slot("day", DateField())))
    return rows.values_list("role", "unit__path", ~Exists(another), ended).order_by()


@prepared
def _paths() -> QuerySet[Any, Any]:
    return Unit.objects.filter(pk=Slot("unit", BigIntegerField())).values_list("path").order_by()


def _today(day: date | Slot) -> Q:
    return Q(valid_from__lte=day, ended=None) & (Q(valid_to=None) | Q(valid_to__gte=day))


def _held(verb: str) -> Q:
    """Return the condition that a role gives a verb today."""
    today = timezone.localdate()
    going_on = Q(unit__valid_to=None) | Q(unit__valid_to__gte=today)
    return _today(today) & (Q() if rules.lasts(verb) else going_on)


def _is_everywhere(user: Person, found: frozenset[str]) -> bool:
    """True where these paths are those of the one office above all others."""
    if isinstance(user, AnonymousUser) or not any(path.count(".") == 1 for path in found):
        return False
    return all(one_top for _, _, one_top, _ in _appointments(user))


def _reached(found: frozenset[str]) -> tuple[int, ...]:
    if not found:
        return ()
    below = _below(len(found)).run(begins=[f"{path}%" for path in sorted(found)])
    return tuple(pk for (pk,) in below)


class _Like(Lookup[bool]):
    """A text like a pattern; paths of offices have no letters that a pattern would misread."""

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, given = self.process_lhs(compiler, connection)
        right, more = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right}", (*given, *more)


@prepared
def _below(number: int) -> QuerySet[Any, Any]:
    condition = Q()
    for slot in slots("begins", number, CharField()):
        condition |= Q(_Like(F("path"), slot))
    return Unit.objects.filter(condition).values_list("id")


def is_id(pk: object) -> TypeGuard[int | str]:
    """True for what can be the id of a row: a number of at most 18 digits."""
    return pk.__class__ in {int, str} and re.fullmatch("[0-9]{1,18}", str(pk)) is not None
