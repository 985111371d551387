"""Which rule sends a conversation on, and the sending itself."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from sinergi.inbox.fitting import fits
from sinergi.inbox.models import Conversation, RoutingRule, Transfer
from sinergi.inbox.transfers import moving
from sinergi.lib.among import Among
from sinergi.lib.prepared import prepared
from sinergi.lib.prepared_objects import objects
from sinergi.lib.text import No
from sinergi.units.rules import way

log = logging.getLogger(__name__)


def rule_for(conversation: Conversation) -> RoutingRule | None:
    """Return the first rule, of its office or one above, that sends a conversation elsewhere."""
    rules = _rules().all(units=way(conversation.unit.path))
    elsewhere = (rule for rule in rules if rule.target_id != conversation.unit_id)
    return next((rule for rule in elsewhere if fits(rule, conversation)), None)


def route(rows: Sequence[Conversation]) -> int:
    """Hand new conversations over where a rule does that by itself; return how many it did.

    What a colleague looks after, or what came from another office, is left to people.
    """
    fresh = [row for row in rows if _fresh(row)]
    if not fresh:
        return 0
    offices = {pk for row in fresh for pk in way(row.unit.path)}
    if not _any().run(units=offices):
        return 0
    rules = list(RoutingRule.objects.filter(on=True, unit__in=offices).select_related("target"))
    moved = Transfer.objects.filter(conversation__in=fresh).values_list("conversation_id")
    kept = {pk for (pk,) in moved}
    return sum(_hand_over(row, rules) for row in fresh if row.pk not in kept)


@objects
def _rules() -> QuerySet[RoutingRule]:
    rows = RoutingRule.objects.filter(Among("unit_id", "units", BigIntegerField()), on=True)
    return rows.select_related("target")


@prepared
def _any() -> QuerySet[Any, Any]:
    rules = RoutingRule.objects.filter(Among("unit_id", "units", BigIntegerField()), on=True)
    return rules.order_by().values_list("id")[:1]


def _fresh(row: Conversation) -> bool:
    untouched = row.state == Conversation.State.NEW and row.assigned_to_id is None
    return untouched and not row.spam


def _hand_over(row: Conversation, rules: Sequence[RoutingRule]) -> bool:
    """Hand a conversation over where the first rule that fits it does that by itself."""
    offices = way(row.unit.path)
    theirs = (r for r in rules if r.unit_id in offices and r.target_id != row.unit_id)
    rule = next((rule for rule in theirs if fits(rule, row)), None)
    if rule is None or not rule.automatic:
        return False
    try:
        moving.hand_over(None, row, rule.target, reason=rule.title, rule=rule)
    except No as e:  # an office that was closed since: people decide
        log.warning("Rule %s cannot hand over: %s", rule.pk, e)
        return False
    return True
