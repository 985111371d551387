"""Which offices a conversation can go to: the likely ones first, the others by their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from sinergi.inbox import queries
from sinergi.inbox.models import Conversation, RoutingRule
from sinergi.inbox.routing.matching import rule_for
from sinergi.understanding.competence import competent
from sinergi.understanding.models import Text
from sinergi.units import nearest, shown
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: So many offices are shown for a search.
MOST = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """An office, and why it is likely: the topic and the words that spoke for it, "" for none."""

    unit: Unit
    title: str = ""
    words: Sequence[str] = ()
    rule: RoutingRule | None = None


def suggested(conversation: Conversation, text: Text | None) -> Choice | None:
    """Return the office a rule names, else the one competent for the newest words of the public,
    where it is another one than has it."""
    rule = rule_for(conversation)
    if rule is not None:
        return Choice(rule.target, rule.title, (), rule)
    found = competent(text) if text is not None else None
    if found is None or found.unit.pk == conversation.unit_id:
        return None
    return Choice(found.unit, found.title, found.words)


def rule_of(conversation: Conversation, target: Unit) -> RoutingRule | None:
    """Return the rule that proposed an office, where one did: its figures count it."""
    rule = rule_for(conversation)
    return rule if rule is not None and rule.target_id == target.pk else None


def choices(conversation: Conversation, asked: str) -> list[Choice]:
    """Return the offices that match all words of ``asked``; the likely ones without any."""
    if not asked.split():
        return _likely(conversation)
    rows = shown.search(asked).exclude(pk=conversation.unit_id)
    return [Choice(unit) for unit in rows[:MOST]]


def kept(conversation: Conversation, chosen: object, among: Sequence[Choice]) -> list[Choice]:
    """Return the office that was chosen before, where it is not ``among`` those shown now."""
    if not units.is_id(chosen) or any(str(row.unit.pk) == str(chosen) for row in among):
        return []
    rows = units.existing().filter(pk=chosen).exclude(pk=conversation.unit_id)
    return [Choice(unit) for unit in rows]


def _likely(conversation: Conversation) -> list[Choice]:
    first = suggested(conversation, queries.newest_understood(conversation))
    codes = [conversation.place[:8]] if conversation.place else []
    near = units.existing().filter(
        Q(code__in=codes)
        | Q(pk=nearest.communications(conversation.unit_id))
        | Q(pk__in=conversation.transfers.values("source"))
    )
    found = [Choice(unit) for unit in near.exclude(pk=conversation.unit_id).order_by("name")]
    return [*([first] if first else []), *(c for c in found if not first or c.unit != first.unit)]
