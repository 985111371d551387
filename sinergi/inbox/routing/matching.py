"""Which rule sends a conversation on, and the sending itself."""

from __future__ import annotations

import logging

from sinergi.inbox.fitting import fits
from sinergi.inbox.models import Conversation, RoutingRule
from sinergi.inbox.transfers import moving
from sinergi.lib.text import No
from sinergi.units.rules import way

log = logging.getLogger(__name__)


def rule_for(conversation: Conversation) -> RoutingRule | None:
    """Return the first rule, of its office or one above, that sends a conversation elsewhere."""
    rows = RoutingRule.objects.filter(on=True, unit__in=way(conversation.unit.path))
    elsewhere = rows.exclude(target=conversation.unit_id).select_related("target")
    return next((rule for rule in elsewhere if fits(rule, conversation)), None)


def route(conversation: Conversation) -> bool:
    """Hand a new conversation over where a rule does that by itself; return whether one did.

    What a colleague looks after, or what came from another office, is left to people.
    """
    fresh = conversation.state == Conversation.State.NEW and conversation.assigned_to_id is None
    if not fresh or conversation.spam or conversation.transfers.exists():
        return False
    rule = rule_for(conversation)
    if rule is None or not rule.automatic:
        return False
    try:
        moving.hand_over(None, conversation, rule.target, reason=rule.title, rule=rule)
    except No as e:  # an office that was closed since: people decide
        log.warning("Rule %s cannot hand over: %s", rule.pk, e)
        return False
    return True
