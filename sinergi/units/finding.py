"""Other offices to go to, or to choose from: all by name where they are few, else a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from sinergi.units import shown
from sinergi.units.models import Unit

#: More names than these weigh more than the page they stand on.
MOST = 120

_VILLAGES = (Unit.Kind.VILLAGE, Unit.Kind.URBAN_VILLAGE)


@dataclass(frozen=True, slots=True)
class Found:
    """Some offices by name. ``searched``: they are so many that one searches; ``more``: others are
    there that are not among ``rows``."""

    rows: Sequence[Unit]
    asked: str = ""
    searched: bool = False
    more: bool = False


def found(offices: QuerySet[Unit], asked: str = "", *, most: int = MOST) -> Found:
    """Return the offices that are shown of those one may choose: those ``asked`` for, else all;
    where they are more than ``most``, those that are no villages, which are found by a search."""
    asked = " ".join(asked.replace("\0", "").split())[:80]
    number = offices.count()
    if number <= most:
        return Found(list(offices.order_by("name", "code")))
    if asked:
        rows = list(_matching(offices, asked)[: most + 1])
        return Found(rows[:most], asked, searched=True, more=len(rows) > most)
    rows = list(offices.exclude(kind__in=_VILLAGES).order_by("name", "code")[:most])
    return Found(rows, searched=True, more=len(rows) < number)


def _matching(offices: QuerySet[Unit], asked: str) -> QuerySet[Unit]:
    return shown.search(asked, closed=True).filter(pk__in=offices.order_by().values("pk"))
