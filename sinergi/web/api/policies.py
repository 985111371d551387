"""Who must approve what an office says."""

from __future__ import annotations

from typing import Annotated, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext
from ninja import Router, Schema
from pydantic import Field

from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.publishing.models import Policy, Post
from sinergi.publishing.policies import keeping
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.shapes import (
    Id,
    IdIn,
    Ref,
    Said,
    YesNo,
    one_of,
    reading,
    ref,
    words,
    writing,
)

router = Router(tags=["approvals"])

READS, WRITES = needs("posts:read"), needs("approvals:write")
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

    No steps: one person who may approve there. ``review_hours``: immediate information may go out
    at once and is looked at within so many hours.
    """

    account: IdIn | None = None
    kind: Literal["", "ordinary", "service", "campaign", "ceremony", "immediate"] = ""
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
    nobody: bool
    steps: list[PolicyStepOut]
    hours: int
    review_hours: int | None
    basis: str


class PoliciesOut(Schema):
    items: list[PolicyOut]


@router.get("/units/{pk}/policies", **READS, response=reading(PoliciesOut))
def list_policies(request: Asked, pk: Id) -> PoliciesOut:
    """Who must approve in an office: its own policies and those above it, the highest first."""
    return _policies(office_of(person(request), pk, may="post.see"))


@router.put("/units/{pk}/policies", **WRITES, response=writing(PoliciesOut))
def set_policy(request: Asked, pk: Id, body: PolicyIn) -> PoliciesOut:
    """Say who must approve. What was said of the same account and kind is replaced, at once."""
    user = person(request)
    office = office_of(user, pk, may="policy.keep")
    account = networks.account_for(user, body.account) if body.account else None
    said = keeping.Said(
        account=account,
        kind=body.kind,
        nobody=body.nobody,
        steps=[_step(step, office) for step in body.steps],
        hours=body.hours,
        review_hours=body.review_hours,
        basis=body.basis,
    )
    keeping.keep(user, office, said)
    return _policies(office)


@router.delete("/policies/{pk}", **WRITES, response=writing(PoliciesOut))
def drop_policy(request: Asked, pk: Id) -> PoliciesOut:
    """Take a policy away: what is said above holds again."""
    user = person(request)
    found = keeping.policy_for(user, pk)
    keeping.drop(user, found)
    return _policies(found.unit)


def office_of(user: User, pk: int, *, may: str) -> Unit:
    """Return an office. Raises Http404 where its posts are not to be seen, else PermissionDenied
    without the verb."""
    found = units.units_where(user, "post.see").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not units.may(user, may, found.pk):
        raise PermissionDenied
    return found


def _step(said: PolicyStepIn, office: Unit) -> keeping.StepSaid:
    able = keeping.approvers_under(office)
    people = tuple(named(able, name) for name in said.people)
    return keeping.StepSaid(tuple(said.roles), people, every=said.every)


def named(people: QuerySet[User], name: str) -> User:
    found = people.filter(username=name).first()
    if found is None:
        raise Http404(gettext("Nobody of the name {name} can do this.").format(name=name))
    return found


def _policies(office: Unit) -> PoliciesOut:
    return PoliciesOut(items=[_policy(row) for row in keeping.policies_of(office)])


def _policy(row: Policy) -> PolicyOut:
    return PolicyOut(
        id=row.pk,
        unit=ref(row.unit),
        account=row.account_id,
        kind=row.kind,
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
