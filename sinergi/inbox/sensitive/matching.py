"""Which rule makes an answer sensitive, asked when it is written and again when it is sent."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.lookups import In
from django.utils import timezone

from sinergi.inbox.fitting import fits
from sinergi.inbox.models import Conversation, Message, Proposal, SensitiveRule
from sinergi.lib.prepared import slots
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import say
from sinergi.networks import attaching
from sinergi.units import phases
from sinergi.units import queries as units
from sinergi.units.rules import way


def rule_for(conversation: Conversation, text: str, now: datetime) -> SensitiveRule | None:
    """Return the rule by which this answer needs a second person, or nothing.

    Rules of the office and of all above it hold, that of the nearest office first.
    """
    today = timezone.localdate(now)
    above = way(conversation.unit.path)
    rules = _rules(len(above)).all(units=above)
    found = sorted(rules, key=lambda rule: -len(rule.unit.path))
    election = any(rule.in_election for rule in found) and phases.of(conversation.unit, today)
    return next(
        (
            rule
            for rule in found
            if (election or not rule.in_election) and holds(rule, conversation, text, today)
        ),
        None,
    )


def holds(rule: SensitiveRule, conversation: Conversation, text: str, today: date) -> bool:
    """True when all that a rule names is so, an election apart."""
    within = (rule.since is None or rule.since <= today) and (
        rule.until is None or today <= rule.until
    )
    return within and fits(rule, conversation, text)


def verdict(message: Message, now: datetime) -> str:
    """Return why an answer may not go out now, or "": a second person must have approved it."""
    if rule_for(message.conversation, message.text, now) is None:
        return ""
    asked = Proposal.objects.filter(message=message, state=Proposal.State.APPROVED)
    found = asked.select_related("decided_by").first()
    if found is None or found.decided_by is None or not _same(found, message):
        return say("It needs the approval of a second person.")
    if not units.may(found.decided_by, "reply.approve", message.conversation.unit_id):
        return say("Who approved it may not do so here any more.")
    return ""


def _same(asked: Proposal, message: Message) -> bool:
    """True when the words and pictures that go out are those that were asked for."""
    going = message.delivery.media if message.delivery else []
    return asked.text == message.text and attaching.shown(asked.media) == attaching.shown(going)


@objects
def _rules(offices: int) -> QuerySet[SensitiveRule]:
    above = In(F("unit_id"), slots("units", offices, BigIntegerField()))
    return SensitiveRule.objects.filter(above).select_related("unit")
