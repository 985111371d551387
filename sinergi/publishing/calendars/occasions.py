"""What offices plan around: campaigns, days of their own, events."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.models import Occasion
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.models import Unit

LONGEST = timedelta(days=366)


def between(user: User, first: date, last: date) -> QuerySet[Occasion]:
    """Return what falls into these days: of the offices one sees, and of those above them."""
    rows = Occasion.objects.filter(seen(user), first__lte=last, last__gte=first)
    return rows.select_related("unit").order_by("first", "id")


def coming(user: User) -> QuerySet[Occasion]:
    """Return what goes on or comes, the next first."""
    today = timezone.localdate()
    return between(user, today, today + LONGEST)[:200]


def occasion_for(user: User, pk: object, *, may: str = "") -> Occasion:
    """Return an occasion. Raises Http404 when invisible, PermissionDenied without ``may`` there."""
    rows = Occasion.objects.filter(seen(user)).select_related("unit")
    found = rows.filter(pk=pk).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    if may:
        units.unit_for(user, found.unit_id, may=may)
    return found


def add(
    actor: User, unit: Unit, *, kind: str, name: str, first: date, last: date, basis: str = ""
) -> Occasion:
    """Write an occasion down, once. Raises No for one that ends before it begins."""
    _check(actor, unit, name, first, last)
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        same = Occasion.objects.filter(unit=unit, kind=kind, name=name, first=first, last=last)
        if (before := same.first()) is not None:
            return before
        made = Occasion.objects.create(
            unit=unit, kind=kind, name=name, first=first, last=last, basis=basis, by=actor
        )
        audit.record(actor, "occasion.added", on=made, unit_id=unit.pk, data={"name": name})
    return made


def drop(actor: User, occasion: Occasion) -> None:
    with transaction.atomic():
        told = {"name": occasion.name, "first": occasion.first, "last": occasion.last}
        audit.drop(actor, "occasion.dropped", occasion, unit_id=occasion.unit_id, data=told)


def _check(actor: User, unit: Unit, name: str, first: date, last: date) -> None:
    if not units.may(actor, "post.write", unit.pk):
        raise NotAllowed(say("You may not write for this office."))
    if not name.strip():
        raise No(say("Give it a name."))
    if last < first:
        raise No(say("It ends before it begins: choose a later last day."))
    if last - first > LONGEST:
        raise No(say("It may last a year at most."))


def seen(user: User) -> Q:
    """What is above the offices one sees holds for them, too."""
    reach = units.reach(user, "post.see")
    if reach is None:
        return Q()
    paths = units.prefixes(user, "post.see")
    above = {pk for path in paths for pk in rules.way(path)}
    return Q(unit_id__in={*reach, *above})
