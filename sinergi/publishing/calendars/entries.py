"""Posts as a calendar shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sinergi.lib.text import short
from sinergi.people.models import User
from sinergi.publishing import queries
from sinergi.publishing.calendars import moving
from sinergi.publishing.calendars.counting import GROUPS
from sinergi.publishing.models import Post
from sinergi.units import queries as units

FIELDS = ("id", "planned_at", "title", "text", "state", "unit_id", "unit__name")


@dataclass(frozen=True, slots=True)
class Entry:
    """A post on the calendar. ``may_move``: this person may give it another time."""

    id: int
    at: datetime | None
    title: str
    state: str
    unit_id: int
    unit: str
    networks: tuple[str, ...]
    clashes: frozenset[str]
    may_move: bool

    @property
    def label(self) -> str:
        return str(Post.State(self.state).label)

    @property
    def group(self) -> str:
        return GROUPS.get(Post.State(self.state), "")


def entries(user: User, rows: Sequence[Any], clashes: Mapping[int, set[str]]) -> Iterator[Entry]:
    """Yield rows of ``FIELDS`` as they are shown to a person."""
    there = queries.networks_of([row[0] for row in rows])
    reach = {verb: units.reach(user, verb) for verb in {*moving.VERBS.values()}}
    for pk, at, title, text, state, unit_id, unit in rows:
        verb = moving.verb_for(state)
        where = reach.get(verb, ())
        yield Entry(
            pk,
            at,
            title or short(text, 60) or f"#{pk}",
            state,
            unit_id,
            unit,
            there.get(pk, ()),
            frozenset(clashes.get(pk, ())),
            where is None or unit_id in where,
        )
