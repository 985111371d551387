"""National days that are no holidays: a list that is shipped, and what a tree of offices says.

They come each year on the same day and are marked, not off. Each has the decree it rests on, or
none that is known here. Whoever keeps the hours of the top office changes the list for its tree.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.models import NationalDay
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.models import Unit

TABLE = Path(__file__).parent / "words" / "national_days.csv"
#: Who may change the list of the top office.
VERB = "unit.edit"
#: So many a tree may say.
MOST = 400

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Day:
    """``basis`` is "" where none is known. ``own``: said by the tree; ``dropped``: not marked."""

    month: int
    day: int
    name: str
    english: str
    basis: str
    own: bool = False
    dropped: bool = False

    @property
    def called(self) -> str:
        return self.name if (get_language() or "").startswith("id") else self.english or self.name

    @property
    def key(self) -> str:
        return f"{self.month:02}-{self.day:02} {self.name}"

    @property
    def written(self) -> str:
        """Return the day as "28 Oktober"; 2028 has all days."""
        return date_format(date(2028, self.month, self.day), "j F")


@cache
def shipped() -> Sequence[Day]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Day(int(row["day"][:2]), int(row["day"][3:]), row["name"], row["english"], row["basis"])
            for row in csv.DictReader(file)
        ]


def listed(unit: Unit) -> list[Day]:
    """Return all days as they hold in an office, also those that its tree dropped."""
    found = {(one.month, one.day, one.name): one for one in shipped()}
    for row in NationalDay.objects.filter(unit=top_of(unit)):
        place = (row.month, row.day, row.name)
        english = found[place].english if place in found else ""
        found[place] = Day(*place, english, row.basis, own=True, dropped=row.dropped)
    return [found[place] for place in sorted(found)]


def of(unit: Unit) -> Mapping[Place, Sequence[Day]]:
    """Return the days that are marked in an office, by month and day."""
    marked = defaultdict[Place, list[Day]](list)
    for one in listed(unit):
        if not one.dropped:
            marked[one.month, one.day].append(one)
    return marked


def top_of(unit: Unit) -> int:
    return rules.way(unit.path)[0]


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
