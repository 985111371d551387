"""What reads the texts of an office: its rules of topics and its models, or those above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sinergi.language.rules import DEFAULT, Gazetteer, Place, Rules, bogor, parse
from sinergi.understanding.models import OfficeModel, RuleSet
from sinergi.units.models import Unit
from sinergi.units.rules import way


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What reads.

    ``models``: ids of models by head; ``rule_set``: its id and version, or 0, 0; ``near``: the code
    of the office, which tells places of one name apart; ``places``: those of the regency with the
    villages in the tree of offices.
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
    offices = Unit.objects.filter(pk__in=set(unit_ids)).values_list("id", "path", "code")
    above = {pk for _, path, _ in offices for pk in way(path)}
    active = OfficeModel.objects.filter(state=OfficeModel.State.ACTIVE, unit__in=above)
    models = list(active.values_list("unit_id", "head", "id"))
    sets = {row.unit_id: row for row in RuleSet.objects.filter(unit__in=above)}
    places = _places(tuple(_villages()))
    found = {}
    for unit_id, path, code in offices:
        here = way(path)
        nearest = {head: pk for at in here for unit, head, pk in models if unit == at}
        rows = [sets[at] for at in here if at in sets]
        rules = rows[-1] if rows else None
        found[unit_id] = Knowledge(
            models=tuple(sorted(nearest.items())),
            rule_set=(rules.pk, rules.version) if rules else (0, 0),
            topics=_parsed(rules.text) if rules else DEFAULT,
            near=code,
            places=places,
        )
    return found


def topics_of(unit_id: int) -> Rules:
    """Return the rules of topics that hold in an office."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    rows = RuleSet.objects.filter(unit__in=way(path)).order_by("-unit__path")
    text = rows.values_list("text", flat=True).first()
    return _parsed(text) if text is not None else DEFAULT


def _villages() -> Iterator[Place]:
    """Return the villages that are offices here."""
    kinds = [Unit.Kind.VILLAGE, Unit.Kind.URBAN_VILLAGE]
    rows = Unit.objects.filter(kind__in=kinds).order_by("code")
    for code, name, short, parent in rows.values_list("code", "name", "short", "parent__code"):
        yield Place(code, short or name, "village", parent or "", (name,) if short else ())


@lru_cache(maxsize=1)
def _places(villages: tuple[Place, ...]) -> Gazetteer:
    return bogor().joined(villages)


@lru_cache(maxsize=32)
def _parsed(text: str) -> Rules:
    return parse(text)
