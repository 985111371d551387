"""What reads the texts of an office: its rules of topics and its models, or those above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sinergi.language.rules import DEFAULT, Rules, parse
from sinergi.understanding.models import OfficeModel, RuleSet
from sinergi.units.models import Unit


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What reads.

    ``models``: ids of models by head; ``rule_set``: its id and version, or 0, 0; ``near``: the code
    of the office, which tells places of one name apart.
    """

    models: tuple[tuple[str, int], ...] = ()
    rule_set: tuple[int, int] = (0, 0)
    topics: Rules = DEFAULT
    near: str = ""

    @property
    def mark(self) -> str:
        """Return what is kept with each text: who decided."""
        named = [f"{head}:{pk}" for head, pk in self.models]
        rules = "rules:{}.{}".format(*self.rule_set) if self.rule_set[0] else "rules:shipped"
        return " ".join([rules, *named])[:200]


def of_units(unit_ids: Sequence[int]) -> dict[int, Knowledge]:
    """Return what reads in each of these offices: the nearest above it, head by head."""
    offices = Unit.objects.filter(pk__in=set(unit_ids)).values_list("id", "path", "code")
    above = {int(part) for _, path, _ in offices for part in path.split(".") if part}
    active = OfficeModel.objects.filter(state=OfficeModel.State.ACTIVE, unit__in=above)
    models = list(active.values_list("unit_id", "head", "id"))
    sets = {row.unit_id: row for row in RuleSet.objects.filter(unit__in=above)}
    found = {}
    for unit_id, path, code in offices:
        way = [int(part) for part in path.split(".") if part]
        nearest = {head: pk for at in way for unit, head, pk in models if unit == at}
        rows = [sets[at] for at in way if at in sets]
        found[unit_id] = _knowledge(nearest, rows[-1] if rows else None, code)
    return found


def of(unit_id: int) -> Knowledge:
    """Return what reads in an office."""
    return of_units([unit_id])[unit_id]


def _knowledge(models: dict[str, int], rules: RuleSet | None, near: str) -> Knowledge:
    named = tuple(sorted(models.items()))
    if rules is None:
        return Knowledge(named, near=near)
    return Knowledge(named, (rules.pk, rules.version), _parsed(rules.text), near)


@lru_cache(maxsize=32)
def _parsed(text: str) -> Rules:
    return parse(text)
