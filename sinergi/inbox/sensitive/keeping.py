"""The rules of sensitive answers, as an office keeps them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import naming
from sinergi.inbox.models import SensitiveRule
from sinergi.lib.text import No, plain, say
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wants of a rule; see the model."""

    title: str
    topic: str = ""
    matter: str = ""
    place: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    in_election: bool = False


def add(actor: User, unit: Unit, said: Said) -> SensitiveRule:
    """Make a rule for an office and all under it. Raises No for one that names nothing."""
    naming.check(unit, said.title, said)
    named = (said.topic, said.matter, said.place, said.words.strip(), said.since, said.until)
    if not any(named) and not said.in_election:
        raise No(
            say(
                "Say which answers it is about: a topic, a matter, a place, words, days or an "
                "election."
            )
        )
    if said.since and said.until and said.until < said.since:
        raise No(say("The last day lies before the first."))
    values = asdict(said) | {"title": plain(said.title), "words": plain(said.words)}
    with transaction.atomic():
        naming.check_new(unit, SensitiveRule.objects.filter(**values))
        made = SensitiveRule.objects.create(unit=unit, by=actor, at=timezone.now(), **values)
        audit.record(actor, "sensitive.added", on=made, unit_id=unit.pk, data={"title": made.title})
    return made


def drop(actor: User, rule: SensitiveRule) -> None:
    """Take a rule away; what waits for approval goes on waiting."""
    with transaction.atomic():
        data = {"title": rule.title}
        audit.drop(actor, "sensitive.dropped", rule, unit_id=rule.unit_id, data=data)


def rules_of(unit: Unit) -> list[SensitiveRule]:
    """Return the rules that hold in an office: its own, and those of offices above."""
    rows = SensitiveRule.objects.filter(unit__in=way(unit.path)).select_related("unit", "by")
    return sorted(rows, key=lambda rule: (-len(rule.unit.path), rule.title))


def rule_of(user: Person, pk: object) -> SensitiveRule:
    """Return a rule a person may take away. Raises Http404, PermissionDenied."""
    rows = SensitiveRule.objects.select_related("unit")
    return units.obtain(rows, user, pk, see="conversation.see", may="reply.sensitive")
