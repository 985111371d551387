"""The rules of an office: which conversations go elsewhere, which answers are sensitive, and what
is answered where somebody else is in charge."""

from __future__ import annotations

from ninja import Router, Status

from sinergi.inbox.outside import texts
from sinergi.inbox.routing import keeping as routing
from sinergi.inbox.sensitive import keeping as sensitive
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import WRITES, office_where
from sinergi.web.api.desk_rule_shapes import (
    RoutingRuleIn,
    RoutingRuleOut,
    RoutingRulesOut,
    SensitiveRuleIn,
    SensitiveRuleOut,
    SensitiveRulesOut,
    SwitchIn,
    routing_out,
    sensitive_out,
)
from sinergi.web.api.outside_shapes import OutsideTextIn, OutsideTextsOut, outside_out
from sinergi.web.api.shapes import Id, reading, writing

router = Router(tags=["desk"])

READS = needs("conversations:read")
ROUTE, SENSITIVE = "conversation.route", "reply.sensitive"


@router.get("/units/{pk}/routing", **READS, response=reading(RoutingRulesOut))
def list_routing_rules(request: Asked, pk: Id) -> RoutingRulesOut:
    """The rules that hold in an office, as they are tried, and how often each was wrong."""
    office = office_where(person(request), pk, may=ROUTE)
    return RoutingRulesOut(items=[routing_out(line) for line in routing.lines(office)])


@router.post("/units/{pk}/routing", **WRITES, response=writing(RoutingRuleOut, 201))
def add_routing_rule(request: Asked, pk: Id, body: RoutingRuleIn) -> Status[RoutingRuleOut]:
    """Make a rule that sends conversations to another office, or proposes to."""
    user = person(request)
    office = office_where(user, pk, may=ROUTE)
    target = units.unit_for(user, body.target)
    said = routing.Said(**body.model_dump() | {"target": target})
    return Status(201, routing_out(routing.Line(routing.add(user, office, said), 0, 0)))


@router.post("/routing/{pk}/switch", **WRITES, response=writing(RoutingRulesOut))
def switch_routing_rule(request: Asked, pk: Id, body: SwitchIn) -> RoutingRulesOut:
    """Switch a rule off, or on again; what it sent stays counted."""
    user = person(request)
    rule = routing.rule_of(user, pk)
    routing.switch(user, rule, on=body.on)
    return RoutingRulesOut(items=[routing_out(line) for line in routing.lines(rule.unit)])


@router.get("/units/{pk}/sensitive", **READS, response=reading(SensitiveRulesOut))
def list_sensitive_rules(request: Asked, pk: Id) -> SensitiveRulesOut:
    """Which answers a second person sees first in an office, its own rules first."""
    return _sensitive(office_where(person(request), pk, may=SENSITIVE))


@router.post("/units/{pk}/sensitive", **WRITES, response=writing(SensitiveRuleOut, 201))
def add_sensitive_rule(request: Asked, pk: Id, body: SensitiveRuleIn) -> Status[SensitiveRuleOut]:
    """Say which answers wait for a second person, also those that are queued."""
    user = person(request)
    office = office_where(user, pk, may=SENSITIVE)
    said = sensitive.Said(**body.model_dump())
    return Status(201, sensitive_out(sensitive.add(user, office, said)))


@router.delete("/sensitive/{pk}", **WRITES, response=writing(SensitiveRulesOut))
def drop_sensitive_rule(request: Asked, pk: Id) -> SensitiveRulesOut:
    """Take a rule away; what waits for approval goes on waiting."""
    user = person(request)
    rule = sensitive.rule_of(user, pk)
    sensitive.drop(user, rule)
    return _sensitive(rule.unit)


@router.get("/units/{pk}/outside", **READS, response=reading(OutsideTextsOut))
def list_outside_texts(request: Asked, pk: Id) -> OutsideTextsOut:
    """The ready answers of an office where somebody else is in charge, one for each government."""
    return _outside(office_where(person(request), pk, may="conversation.see"))


@router.put("/units/{pk}/outside", **WRITES, response=writing(OutsideTextsOut))
def keep_outside_text(request: Asked, pk: Id, body: OutsideTextIn) -> OutsideTextsOut:
    """Write the ready answer of an office and those under it for one government."""
    user = person(request)
    office = office_where(user, pk, may=SENSITIVE)
    texts.keep(user, office, **body.model_dump())
    return _outside(office)


def _sensitive(office: Unit) -> SensitiveRulesOut:
    return SensitiveRulesOut(items=[sensitive_out(rule) for rule in sensitive.rules_of(office)])


def _outside(office: Unit) -> OutsideTextsOut:
    return OutsideTextsOut(items=[outside_out(ready) for ready in texts.ready_for(office)])
