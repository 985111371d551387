"""What places are called: by everybody, and by the offices that added names of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from sinergi.language.rules import Gazetteer
from sinergi.lib.among import Among
from sinergi.lib.prepared import prepared
from sinergi.understanding.models import PlaceName

#: A name and the code of its place.
Name = tuple[str, str]


def names_by(offices: Iterable[int]) -> dict[int, tuple[Name, ...]]:
    """Return the names that these offices gave, by office."""
    found: dict[int, tuple[Name, ...]] = {}
    for unit, name, code in _names().run(units=set(offices)):
        found[unit] = (*found.get(unit, ()), (name, code))
    return found


@lru_cache(maxsize=8)
def by_names(known: Gazetteer, names: Sequence[Name]) -> Gazetteer:
    """Return places by these names, too; those of places that are not there are left out."""
    more: dict[str, tuple[str, ...]] = {}
    for name, code in names:
        if code in known.places:
            more[code] = (*more.get(code, ()), name)
    if not more:
        return known
    return known.joined([replace(known.places[code], aliases=more[code]) for code in more])


@prepared
def _names() -> QuerySet[Any, Any]:
    rows = PlaceName.objects.filter(Among("unit_id", "units", BigIntegerField()))
    return rows.order_by("id").values_list("unit_id", "name", "code")
