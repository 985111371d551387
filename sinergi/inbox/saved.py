"""Views that people keep of the list: their own, and those an office shares."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField, F, Q, QuerySet
from django.db.models.lookups import In
from django.http import Http404
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import filters
from sinergi.inbox.filters import Filters
from sinergi.inbox.models import View
from sinergi.lib.prepared import Slot, prepared, slots
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.models import Unit
from sinergi.units.queries import Person

#: Tabs above the list beside the usual ones: more would be read by nobody.
MOST_PINNED = 6

#: Views of one person, and of one office.
MOST = 50

LONGEST_NAME = 40


class Pinned(NamedTuple):
    name: str
    asked: str


def views_of(user: Person) -> QuerySet[View]:
    """Return a person's own views and those of the offices they work in or under."""
    theirs = Q(owner=user.pk, unit=None) | Q(unit__in=_offices(user))
    return View.objects.filter(theirs).select_related("unit", "owner")


def pinned_of(user: Person) -> list[Pinned]:
    """Return the views that stand as tabs, the shared ones first."""
    offices = _offices(user)
    return [Pinned._make(row) for row in _pinned(len(offices)).run(me=user.pk, offices=offices)]


def view_for(user: User, pk: object) -> View:
    """Return a view to change it. Raises Http404 when it is not theirs to see, PermissionDenied
    when they may only use it."""
    found = views_of(user).filter(pk=pk).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    if found.unit_id is not None and not units.may(user, "conversation.assign", found.unit_id):
        raise PermissionDenied
    return found


def filters_of(asked: str) -> Filters | None:
    """Return the filters of a view; nothing where one of its values does not exist any more."""
    try:
        return filters.read(dict(parse_qsl(asked)))
    except No:
        return None


def save(
    actor: User, asked: Filters, *, name: str, unit: Unit | None = None, pinned: bool = True
) -> View:
    """Keep a view, in place of the one of that name. ``unit``: share it with that office.

    Raises PermissionDenied for an office in which they assign no conversations, No for no name or
    when there are enough.
    """
    if unit is not None and not units.may(actor, "conversation.assign", unit.pk):
        raise PermissionDenied
    name = _named(name)
    whose = {"unit": unit} if unit else {"unit": None, "owner": actor}
    with transaction.atomic():
        if View.objects.filter(**whose).exclude(name=name).count() >= MOST:
            raise No(say("There are {most} views already. Remove one first."), most=MOST)
        kept, _ = View.objects.update_or_create(
            **whose,
            name=name,
            defaults={"asked": asked.spelled(), "pinned": pinned, "at": timezone.now()},
            create_defaults={
                "owner": actor, "asked": asked.spelled(), "pinned": pinned, "at": timezone.now()
            },
        )  # fmt: skip
        _record(actor, "view.saved", kept, asked=kept.asked)
    return kept


def change(actor: User, view: View, *, name: str, pinned: bool) -> View:
    """Rename a view, and put it among the tabs or take it away from there."""
    name = _named(name)
    with transaction.atomic():
        same = View.objects.filter(unit=view.unit_id, name=name).exclude(pk=view.pk)
        if view.unit_id is None:
            same = same.filter(owner=view.owner_id)
        if same.exists():
            raise No(say("There is a view “{name}” already."), name=name)
        view.name, view.pinned = name, pinned
        view.save(update_fields=["name", "pinned"])
        _record(actor, "view.edited", view, name=name, pinned=pinned)
    return view


def drop(actor: User, view: View) -> None:
    with transaction.atomic():
        data = {"asked": view.asked}
        audit.drop(actor, "view.dropped", view, unit_id=view.unit_id, data=data)


def unnamed() -> No:
    return No(say("Give the view a name of at most {most} characters."), most=LONGEST_NAME)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise unnamed()
    return name


def _offices(user: Person) -> tuple[int, ...]:
    """Return the ids of the offices a person works in and of all above them."""
    paths = units.prefixes(user, "conversation.see")
    return tuple(sorted({pk for path in paths for pk in rules.way(path)}))


@prepared
def _pinned(offices: int) -> QuerySet[View, tuple[str, str]]:
    mine = Q(owner=Slot("me", BigIntegerField()), unit=None)
    shared = Q(In(F("unit_id"), slots("offices", offices, BigIntegerField())))
    rows = View.objects.filter(mine | shared if offices else mine, pinned=True)
    return rows.order_by(F("unit_id").asc(nulls_last=True), "name").values_list("name", "asked")[
        :MOST_PINNED
    ]


def _record(actor: User, verb: str, view: View, **data: str | bool) -> None:
    audit.record(actor, verb, on=view, unit_id=view.unit_id, data=data)
