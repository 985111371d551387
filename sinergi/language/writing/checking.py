"""Check a draft by every rule that is not switched off."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sinergi.language.findings import Finding, Severity
from sinergi.language.writing import (
    accessible,
    attention,
    claims,
    network,
    plain,
    posters,
    private,
    service,
)
from sinergi.language.writing.draft import Draft, NetworkLimits, Register
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit, Rule

#: Every rule, in the order of the index of ``docs/writing/``.
RULES: tuple[Rule, ...] = (
    *plain.RULES,
    *attention.RULES,
    *service.RULES,
    *accessible.RULES,
    *posters.RULES,
    *private.RULES,
    *claims.RULES,
    *network.RULES,
)
WEIGHT = {Severity.DANGER: 0, Severity.WARNING: 1, Severity.HINT: 2}
#: What a caller has who keeps no register.
NO_REGISTER = Register()

#: A finding behind what it is sorted by: weight, ranked ones first, part, place.
Ordered = tuple[tuple[int, bool, int, int], Finding]


def check(
    draft: Draft,
    *,
    network: NetworkLimits | None = None,
    register: Register = NO_REGISTER,
    off: AbstractSet[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return what its writer may want to change: what matters most first, then by place.

    Of hard sentences the hardest comes first. ``network`` is None where the text goes to none yet;
    ``off`` holds the identifiers of rules that the communications office has switched off.
    """
    readings = [Reading(draft.text, "text", draft, network, register)]
    for number, alt in enumerate(draft.alts, 1):
        readings.append(Reading(alt, f"alt {number}", draft, network, register))
    found = [
        ordered
        for rule in RULES
        if rule.id not in off
        for part, reading in enumerate(readings)
        if part == 0 or rule.in_alt
        for ordered in _found(rule, reading, part)
    ]
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


def _found(rule: Rule, reading: Reading, part: int) -> Iterator[Ordered]:
    for rank, hit in enumerate(rule.look(reading)):
        finding = _finding(rule, hit, reading.where)
        place = rank if rule.ranked else hit.start
        yield (WEIGHT[finding.severity], not rule.ranked, part, place), finding


def _finding(rule: Rule, hit: Hit, where: str) -> Finding:
    return Finding(
        rule=rule.id,
        severity=hit.severity or rule.severity,
        start=hit.start,
        end=hit.end,
        what=hit.what,
        why=rule.why,
        proposed=hit.proposed,
        where=where,
        facts=dict(hit.facts),
    )
