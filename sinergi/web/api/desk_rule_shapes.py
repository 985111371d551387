"""What programs say of the rules of an office, and what they are told of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from sinergi.inbox import naming
from sinergi.inbox.models import Conversation, RoutingRule, SensitiveRule
from sinergi.inbox.routing.keeping import Line
from sinergi.web.api.shapes import Day, IdIn, Ref, Said, YesNo, one_of, ref, words

Matter = Literal[
    "", "danger", "question", "complaint", "information", "hoax", "breach", "praise", "other"
]
#: By name: a field that is called ``words`` hides the function of that name.
Title = Annotated[str, words(naming.LONGEST_TITLE, 1)]
Topic = Annotated[str, words(naming.LONGEST_TOPIC)]
Place = Annotated[str, Field(max_length=13, pattern=r"^[0-9.]*$")]
Words = Annotated[str, words(naming.LONGEST_WORDS)]


class RuleIn(Said):
    """What a rule names. "" does not matter; all that is named must be so. ``place`` is a code:
    what lies inside it, too; ``words`` are separated by commas: one is enough."""

    title: Title
    topic: Topic = ""
    matter: Matter = ""
    place: Place = ""
    words: Words = ""


class RoutingRuleIn(RuleIn):
    """A rule that sends conversations to ``target``; else than ``automatic`` it proposes."""

    target: IdIn
    automatic: YesNo = False
    order: Annotated[int, Field(ge=1, le=1000, strict=True)] = 100


class SwitchIn(Said):
    on: Annotated[bool, Field(strict=True)]


class SensitiveRuleIn(RuleIn):
    """A rule by which an answer needs a second person: from day to day, or only in a phase of an
    election of the office (``in_election``)."""

    since: Day | None = None
    until: Day | None = None
    in_election: YesNo = False


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
    in_election: bool


class RoutingRulesOut(Schema):
    items: list[RoutingRuleOut]


class SensitiveRulesOut(Schema):
    items: list[SensitiveRuleOut]


def routing_out(line: Line) -> RoutingRuleOut:
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


def sensitive_out(rule: SensitiveRule) -> SensitiveRuleOut:
    return SensitiveRuleOut(
        **_named(rule).model_dump(),
        since=rule.since,
        until=rule.until,
        in_election=rule.in_election,
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
