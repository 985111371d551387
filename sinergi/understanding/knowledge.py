"""What reads the texts of an office: its rules of topics and its models, or those above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from sinergi.language.rules import DEFAULT, Gazetteer, Place, Rules, bogor, parse
from sinergi.lib.among import Among
from sinergi.lib.asking import Row
from sinergi.lib.prepared import prepared
from sinergi.understanding import called
from sinergi.understanding.models import OfficeModel, RuleSet
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.rules import way


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What reads.

    ``models``: ids of models by head; ``rule_set``: its id and version, or 0, 0; ``near``: the code
    of the office, which tells places of one name apart; ``places``: those of the regency with the
    villages in the tree of offices, by the names that offices gave them, too.
    """

    models: tuple[tuple[str, int], ...] = ()
    rule_set: tuple[int, int] = (0, 0)
    topics: Rules = DEFAULT
    near: str = ""
    places: Gazetteer = field(default_factory=bogor, compare=False)

    @property
    def mark(self) -> str:
        """Return what is kept with each text: who decided."""
        named = [f"{head}:{pk}" for head, pk in self.models]
        rules = "rules:{}.{}".format(*self.rule_set) if self.rule_set[0] else "rules:shipped"
        return " ".join([rules, *named])[:200]


def of_units(unit_ids: Sequence[int]) -> dict[int, Knowledge]:
    """Return what reads in each of these offices: the nearest above it, head by head."""
    offices = _offices().run(units=set(unit_ids))
    above = {pk for _, path, _ in offices for pk in way(path)}
    models = _models().run(units=above)
    sets = {unit: (pk, version, text) for unit, pk, version, text in _sets().run(units=above)}
    places, names = _places(tuple(_villages().run())), called.names_by(above)
    found = {}
    for unit_id, path, code in offices:
        here = way(path)
        nearest = {head: pk for at in here for unit, head, pk in models if unit == at}
        held = [sets[at] for at in here if at in sets]
        pk, version, text = held[-1] if held else (0, 0, None)
        found[unit_id] = Knowledge(
            models=tuple(sorted(nearest.items())),
            rule_set=(pk, version),
            topics=DEFAULT if text is None else _parsed(text),
            near=code,
            places=called.by_names(places, tuple(n for at in here for n in names.get(at, ()))),
        )
    return found


def topics_of(unit_id: int) -> Rules:
    """Return the rules of topics that hold in an office."""
    here = way(units.path_of(unit_id))
    held = {unit: text for unit, _, _, text in _sets().run(units=here)}
    text = next((held[at] for at in reversed(here) if at in held), None)
    return _parsed(text) if text is not None else DEFAULT


@prepared
def _offices() -> QuerySet[Any, Any]:
    rows = Unit.objects.filter(Among("id", "units", BigIntegerField()))
    return rows.order_by().values_list("id", "path", "code")


@prepared
def _models() -> QuerySet[Any, Any]:
    active = OfficeModel.objects.filter(state=OfficeModel.State.ACTIVE)
    rows = active.filter(Among("unit_id", "units", BigIntegerField()))
    return rows.order_by().values_list("unit_id", "head", "id")


@prepared
def _sets() -> QuerySet[Any, Any]:
    rows = RuleSet.objects.filter(Among("unit_id", "units", BigIntegerField()))
    return rows.order_by().values_list("unit_id", "id", "version", "text")


@prepared
def _villages() -> QuerySet[Any, Any]:
    """Return the villages that are offices here."""
    kinds = [Unit.Kind.VILLAGE, Unit.Kind.URBAN_VILLAGE]
    rows = Unit.objects.filter(kind__in=kinds).order_by("code")
    return rows.values_list("code", "name", "short", "parent__code")


@lru_cache(maxsize=1)
def _places(villages: tuple[Row, ...]) -> Gazetteer:
    return bogor().joined(
        Place(code, short or name, "village", parent or "", (name,) if short else ())
        for code, name, short, parent in villages
    )


@lru_cache(maxsize=32)
def _parsed(text: str) -> Rules:
    return parse(text)
