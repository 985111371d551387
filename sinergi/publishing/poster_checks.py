"""What a poster says, held against the own texts of accounts: their readers see no other one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sinergi.language.findings import Finding, Severity
from sinergi.language.writing import RULES, Draft, check
from sinergi.networks.models import Account
from sinergi.publishing import own_checks
from sinergi.publishing.texts import Texts

RULE = "alt-poster"
ALL_OTHERS = frozenset(rule.id for rule in RULES) - {RULE}


def findings(
    says: Texts,
    going: Sequence[Account],
    posters: tuple[bool | None, ...],
    off: Collection[str],
) -> Iterator[tuple[str, Finding]]:
    """Yield (field of the form, finding) for the text of each account that is another than the
    base text; the same words once. ``posters``: of each described file whether it is marked one.

    Only texts in the language of the post: dates and costs are written otherwise in others.
    """
    read = {says.text}
    for account in going:
        name, text, language = says.on(account)
        if text in read or language != says.more.language:
            continue
        read.add(text)
        if RULE not in off:
            yield from ((name, found) for found in _of_descriptions(says, text, posters))
        if any(posters):
            for found in own_checks.unsaid(text, says.more.facts):
                yield name, replace(found, severity=Severity.WARNING)


def _of_descriptions(says: Texts, text: str, posters: tuple[bool | None, ...]) -> Iterator[Finding]:
    """Yield what descriptions say and a text does not, as something at the end of that text."""
    draft = Draft(text, tuple(says.alts.values()), posters=posters)
    for found in check(draft, off=ALL_OTHERS):
        yield replace(found, where="text", start=len(text), end=len(text))
