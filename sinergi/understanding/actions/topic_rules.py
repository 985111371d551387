"""An office edits its topics and their words."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.language.rules import parse
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.understanding.actions.texts import read_again
from sinergi.understanding.models import RuleSet
from sinergi.units.models import Unit

#: More than anybody writes by hand.
LONGEST = 100_000


def save_rules(actor: User, unit: Unit, *, text: str, seen: int) -> RuleSet:
    """Keep the rules of an office; its newest texts are read anew.

    ``seen`` is the version the writer saw, 0 for none. Raises Unreadable with every wrong
    line, and No when a colleague saved meanwhile; nothing is stored then.
    """
    parse(text)
    with transaction.atomic():
        known = RuleSet.objects.select_for_update(of=("self",)).filter(unit=unit).first()
        if seen != (known.version if known else 0):
            raise No(say("A colleague saved these rules meanwhile. Your text is kept here."))
        values = {"text": text, "version": seen + 1, "by": actor, "at": timezone.now()}
        made, _ = RuleSet.objects.update_or_create(unit=unit, defaults=values)
        read_again(unit)
        audit.record(
            actor, "topics.saved", on=made, unit_id=unit.pk, data={"version": made.version}
        )
    return made


def drop_rules(actor: User, unit: Unit) -> None:
    """Go back to the rules of the office above, or to those that come with Sinergi."""
    with transaction.atomic():
        found = RuleSet.objects.select_for_update(of=("self",)).filter(unit=unit).first()
        if found is not None:
            read_again(unit)
            audit.drop(actor, "topics.dropped", found, unit_id=unit.pk)
