"""A person's own notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, QuerySet
from django.http import Http404

from sinergi.lib.prepared import Question, Slot, counts, prepared
from sinergi.notices.models import Notice
from sinergi.units import queries as units
from sinergi.units.queries import Person


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Notices, newest first; ``older`` and ``newer`` are ids to go on from, 0 where none are."""

    rows: Sequence[Notice]
    older: int = 0
    newer: int = 0


def notices_of(user: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(user_id=user.pk or 0)


def notice_for(user: Person, pk: object) -> Notice:
    """Return one of a person's notices. Raises Http404 for anybody else's."""
    found = notices_of(user).filter(pk=pk).first() if units.is_id(pk) else None
    if found is None:
        raise Http404
    return found


def notice_page(user: Person, *, before: int = 0, after: int = 0, size: int = 50) -> NoticePage:
    """Return the notices older than the id ``before``, or newer than ``after``, or the newest."""
    if after:
        rows = list(notices_of(user).filter(pk__gt=after).order_by("id")[: size + 1])
        shown, older, newer = rows[:size][::-1], True, len(rows) > size
    else:
        known = notices_of(user).filter(pk__lt=before) if before else notices_of(user)
        rows = list(known.order_by("-id")[: size + 1])
        shown, older, newer = rows[:size], len(rows) > size, bool(before)
    if not shown:
        return NoticePage(())
    return NoticePage(shown, shown[-1].pk if older else 0, shown[0].pk if newer else 0)


def unread(user: Person) -> Question:
    """Return the question which notices a person has not read, to be counted with others."""
    return _unread(), {"user": user.pk or 0}


def unread_count(user: Person) -> int:
    return counts([unread(user)])[0]


def leading_to(user: Person, url: str) -> int:
    """Return how many notices that a person has not read lead to a page."""
    return _leading().count(user=user.pk or 0, url=url)


@prepared
def _leading() -> QuerySet[Any, Any]:
    rows = Notice.objects.filter(
        user_id=Slot("user", BigIntegerField()), url=Slot("url", CharField()), read=None
    )
    return rows.order_by().values_list("pk")


@prepared
def _unread() -> QuerySet[Any, Any]:
    rows = Notice.objects.filter(user_id=Slot("user", BigIntegerField()), read=None)
    return rows.order_by().values_list("pk")
