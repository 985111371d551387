"""The rules of an office: which conversations go elsewhere, which answers are sensitive."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Router, Schema

from sinergi.inbox.models import Conversation, RoutingRule, SensitiveRule
from sinergi.inbox.routing import keeping as routing
from sinergi.inbox.sensitive import keeping as sensitive
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import office_where
from sinergi.web.api.shapes import Id, Ref, one_of, reading, ref

router = Router(tags=["desk"])

READS = needs("conversations:read")


class RuleOut(Schema):
    """What a rule names. "" does not matter; all that is named must be so. ``place`` is a code:
    what lies inside it, too; ``words`` are separated by commas: one is enough."""

    id: int
    unit: Ref
    title: str
    topic: str
    matter: Annotated[str, one_of(Conversation.Matter, "")]
    place: str
    words: str


class RoutingRuleOut(RuleOut):
    """A rule that sends conversations to ``target``; else than ``automatic`` it proposes.

    ``sent``: so many by it; ``wrong``: of them refused or given on; ``percent``: null below 5.
    """

    target: Ref
    automatic: bool
    order: int
    on: bool
    sent: int
    wrong: int
    percent: int | None


class SensitiveRuleOut(RuleOut):
    """A rule by which an answer needs a second person, from day to day where it has days."""

    since: date | None
    until: date | None


class RoutingRulesOut(Schema):
    items: list[RoutingRuleOut]


class SensitiveRulesOut(Schema):
    items: list[SensitiveRuleOut]


@router.get("/units/{pk}/routing", **READS, response=reading(RoutingRulesOut))
def list_routing_rules(request: Asked, pk: Id) -> RoutingRulesOut:
    """The rules that hold in an office, as they are tried, and how often each was wrong."""
    office = office_where(person(request), pk, may="conversation.route")
    return RoutingRulesOut(items=[_routing(line) for line in routing.lines(office)])


@router.get("/units/{pk}/sensitive", **READS, response=reading(SensitiveRulesOut))
def list_sensitive_rules(request: Asked, pk: Id) -> SensitiveRulesOut:
    """Which answers a second person sees first in an office, its own rules first."""
    office = office_where(person(request), pk, may="reply.sensitive")
    rules = sensitive.rules_of(office)
    return SensitiveRulesOut(
        items=[
            SensitiveRuleOut(**_named(rule).model_dump(), since=rule.since, until=rule.until)
            for rule in rules
        ]
    )


def _routing(line: routing.Line) -> RoutingRuleOut:
    rule = line.rule
    return RoutingRuleOut(
        **_named(rule).model_dump(),
        target=ref(rule.target),
        automatic=rule.automatic,
        order=rule.order,
        on=rule.on,
        sent=line.sent,
        wrong=line.wrong,
        percent=line.share,
    )


def _named(rule: RoutingRule | SensitiveRule) -> RuleOut:
    return RuleOut(
        id=rule.pk,
        unit=ref(rule.unit),
        title=rule.title,
        topic=rule.topic,
        matter=rule.matter,
        place=rule.place,
        words=rule.words,
    )
