"""Switch rules of writing off and on; block words for a time. For an office and all under it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.language.writing import RULES
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.models import BlockedWords, SwitchedOff
from sinergi.units.models import Unit

KNOWN = frozenset(rule.id for rule in RULES)
MOST_BLOCKED = 500


@transaction.atomic
def switch(user: User, unit: Unit, off: AbstractSet[str]) -> None:
    """Make ``off`` the rules that this office switches off; of others above it nothing changes.

    Raises No for a rule that does not exist.
    """
    if unknown := sorted(off - KNOWN):
        raise No(say("There is no rule {rule}."), rule=unknown[0][:40])
    rows = SwitchedOff.objects.select_for_update().filter(unit=unit)
    before = set(rows.values_list("rule", flat=True))
    if before == off:
        return
    rows.exclude(rule__in=off).delete()
    SwitchedOff.objects.bulk_create(
        [SwitchedOff(unit=unit, rule=rule, by=user) for rule in sorted(off - before)]
    )
    changed = {"off": sorted(off - before), "on": sorted(before - off)}
    audit.record(user, "check.switch", on=unit, unit_id=unit.pk, data=changed)


@transaction.atomic
def block(
    user: User, unit: Unit, words: str, phase: str, since: date | None, until: date | None
) -> BlockedWords:
    """Block words for an office and all under it, once. Raises No where they can't be."""
    plain, named = " ".join(words.split()), " ".join(phase.split())
    if not plain or not named:
        raise No(say("Say which words are blocked, and in which phase."))
    if since and until and until < since:
        raise No(say("The last day is before the first."))
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    told = {"words": plain[:120], "phase": named[:120], "since": since, "until": until}
    if (before := BlockedWords.objects.filter(unit=unit, **told).first()) is not None:
        return before
    if BlockedWords.objects.filter(unit=unit).count() >= MOST_BLOCKED:
        raise No(say("At most {most} words can be blocked."), most=MOST_BLOCKED)
    row = BlockedWords.objects.create(unit=unit, by=user, **told)
    audit.record(user, "check.block", on=row, unit_id=unit.pk, data=_told(row))
    return row


@transaction.atomic
def unblock(user: User, row: BlockedWords) -> None:
    audit.drop(user, "check.unblock", row, unit_id=row.unit_id, data=_told(row))


def _told(row: BlockedWords) -> dict[str, str]:
    days = {"since": row.since, "until": row.until}
    return {"words": row.words, "phase": row.phase} | {
        name: day.isoformat() for name, day in days.items() if day
    }
