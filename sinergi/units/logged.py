"""What the page of the log shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from sinergi.audit.models import Entry
from sinergi.units import queries
from sinergi.units.log_words import ACTS, DOORS, THINGS
from sinergi.units.models import Unit
from sinergi.units.queries import Person

SIZE = 50


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the log. ``what`` and ``door`` are for the reader, ``reason`` as it was typed."""

    entry: Entry
    what: str
    door: str
    reason: str


def page(user: Person, unit: Unit, *, before: int) -> tuple[Sequence[Act], int]:
    """Return acts of an office and those under it, the newest first, and where older ones begin.

    ``before`` is a number of the log, 0 for its end; the second value is 0 when there are no older.
    Acts that belong to no office, like signing in, are shown at the top of the tree.
    """
    rows = Entry.objects.filter(seq__lt=before) if before else Entry.objects.all()
    if unit.parent_id is not None or queries.reach(user, "audit.see") is not None:
        rows = rows.filter(unit_id__in=queries.subtree(unit).values("pk"))
    found = list(rows.order_by("-seq")[: SIZE + 1])
    return [_act(row) for row in found[:SIZE]], found[SIZE - 1].seq if len(found) > SIZE else 0


def _act(row: Entry) -> Act:
    door = gettext(DOORS[row.door]) if row.door in DOORS else row.door
    return Act(row, words(row.verb), door, str(row.data.get("reason", "")))


def words(verb: str) -> str:
    """Return what was done, for people: "post.approved" is "Post: approved"."""
    thing, _, act = verb.partition(".")
    told = (gettext(THINGS[thing]) if thing in THINGS else thing, ACTS.get(act, act))
    return f"{told[0]}: {gettext(told[1])}" if told[1] else told[0]
