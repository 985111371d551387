"""What programs say of policies of approval, and what they are told of them."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Policy, Post
from sinergi.publishing.policies import keeping
from sinergi.units.models import Unit
from sinergi.web.api.shapes import (
    IdIn,
    Ref,
    Said,
    YesNo,
    one_of,
    ref,
    words,
)

RoleName = Literal["approver", "coordinator"]


Parts = Field(max_length=keeping.MOST_PARTS)


Name = Annotated[str, words(150, 1)]


class PolicyStepIn(Said):
    """Any one, or ``every`` one, of some roles and people (their sign-in names)."""

    every: YesNo = False
    roles: Annotated[list[RoleName], Parts] = []
    people: Annotated[list[Name], Parts] = []


class PolicyIn(Said):
    """Who must approve in an office and all under it; of one account or kind, or of all.

    `label`: besides, for posts with this label. It asks for more than holds without it.
    No steps: one person who may approve there. ``review_hours``: immediate information may go out
    at once and is looked at within so many hours.
    """

    account: IdIn | None = None
    kind: Literal["", "ordinary", "service", "campaign", "ceremony", "immediate"] = ""
    label: Annotated[str, words(labels.LONGEST)] = ""
    nobody: YesNo = False
    steps: Annotated[list[PolicyStepIn], Field(max_length=keeping.MOST_STEPS)] = []
    hours: Annotated[int, Field(ge=1, le=keeping.MOST_HOURS, strict=True)] = 8
    review_hours: Annotated[int, Field(ge=1, le=keeping.MOST_REVIEW_HOURS, strict=True)] | None = (
        None
    )
    basis: Annotated[str, words(200)] = ""


class PolicyStepOut(Schema):
    every: bool
    roles: list[str]
    people: list[Ref]


class PolicyOut(Schema):
    """A policy of an office or of one above it."""

    id: int
    unit: Ref
    account: int | None
    kind: Annotated[str, one_of(Post.Kind, "")]
    label: str
    nobody: bool
    steps: list[PolicyStepOut]
    hours: int
    review_hours: int | None
    basis: str


class PoliciesOut(Schema):
    items: list[PolicyOut]


def policies_out(office: Unit) -> PoliciesOut:
    return PoliciesOut(items=[_policy(row) for row in keeping.policies_of(office)])


def _policy(row: Policy) -> PolicyOut:
    return PolicyOut(
        id=row.pk,
        unit=ref(row.unit),
        account=row.account_id,
        kind=row.kind,
        label=row.label,
        nobody=row.nobody,
        steps=[
            PolicyStepOut(
                every=step.every, roles=step.roles, people=[ref(p) for p in step.people.all()]
            )
            for step in row.steps.all()
        ],
        hours=row.hours,
        review_hours=row.review_hours,
        basis=row.basis,
    )
