"""Who names a leader while a phase of an election holds is told so before anybody is asked.

Whether a post is about that leader a person says, by the mark; here is only noticed what may be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sinergi.language.findings import Finding, Severity
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.publishing.policies import elections
from sinergi.units import phases
from sinergi.units import rules as units
from sinergi.units.models import ElectionPhase, Unit

RULE = "election-leader"
NAMED = say("It names “{words}”, and a phase of an election holds: {phase}.")
WHY_NAMED = say(
    "If it is about a leader more than about a service, mark it so, in “About this post”: it waits "
    "until the phase is over. If it is not, say what people get and leave the name out."
)
IN_A_PLAN = say(
    "It names “{words}”, and a phase of an election holds on that day: {phase}. If it is about a "
    "leader, write “ya” in the column pimpinan: it waits until the phase is over."
)
MARKED = say("It is marked as about a leader: it stands still until this phase is over: {phase}.")
WHY_MARKED = say(
    "Whoever holds office is not promoted with public means in these days. What is about the "
    "service can go out in a post of its own."
)


def findings(
    unit: Unit, going: Sequence[Account], texts: Mapping[str, str], day: date, *, marked: bool
) -> Iterator[tuple[str, Finding]]:
    """Yield (field of the form, finding) for a post that would go out on a day."""
    held = phases.among(_offices([unit.path, *(a.unit.path for a in going)]), day)
    if not held:
        return
    facts = {"phase": str(held[0])}
    if marked:
        yield "text", Finding(RULE, Severity.WARNING, 0, 0, MARKED, WHY_MARKED, facts=facts)
        return
    for name, text in texts.items():
        hit = elections.LEADER.search(text)
        if hit is not None:
            told = facts | {"words": " ".join(hit.group().split())}
            yield name, Finding(RULE, Severity.WARNING, *hit.span(), NAMED, WHY_NAMED, facts=told)


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of a plan: its number, its day, its words, the ids of its accounts."""

    number: int
    day: date
    text: str
    accounts: Sequence[int]


def in_a_plan(unit: Unit, lines: Sequence[Planned]) -> list[tuple[int, No]]:
    """Return the lines that name a leader on a day on which a phase holds, and why that matters."""
    naming = [(line, elections.names_a_leader([line.text])) for line in lines]
    naming = [(line, words) for line, words in naming if words]
    ids = {pk for line, _words in naming for pk in line.accounts}
    rows = Account.objects.filter(pk__in=ids)
    paths = dict(rows.values_list("pk", "unit__path")) if ids else {}

    @cache
    def held(offices: frozenset[int], day: date) -> Sequence[ElectionPhase]:
        return phases.among(offices, day)

    found = []
    for line, words in naming:
        offices = _offices([unit.path, *(paths[pk] for pk in line.accounts)])
        if there := held(offices, line.day):
            found.append((line.number, No(IN_A_PLAN, words=words, phase=str(there[0]))))
    return found


def _offices(paths: Collection[str]) -> frozenset[int]:
    return frozenset(pk for path in paths for pk in units.way(path))
