"""Who must approve what an office says."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext
from ninja import Router

from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.publishing.policies import keeping
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.policy_shapes import PoliciesOut, PolicyIn, PolicyStepIn, policies_out
from sinergi.web.api.shapes import (
    Id,
    reading,
    writing,
)

router = Router(tags=["approvals"])

READS, WRITES = needs("posts:read"), needs("approvals:write")


@router.get("/units/{pk}/policies", **READS, response=reading(PoliciesOut))
def list_policies(request: Asked, pk: Id) -> PoliciesOut:
    """Who must approve in an office: its own policies and those above it, the highest first."""
    return policies_out(office_of(person(request), pk, may="post.see"))


@router.put("/units/{pk}/policies", **WRITES, response=writing(PoliciesOut))
def set_policy(request: Asked, pk: Id, body: PolicyIn) -> PoliciesOut:
    """Say who must approve. What was said of the same account, kind and label is replaced."""
    user = person(request)
    office = office_of(user, pk, may="policy.keep")
    account = networks.account_for(user, body.account) if body.account else None
    said = keeping.Said(
        account=account,
        kind=body.kind,
        label=body.label,
        nobody=body.nobody,
        steps=[_step(step, office) for step in body.steps],
        hours=body.hours,
        review_hours=body.review_hours,
        basis=body.basis,
    )
    keeping.keep(user, office, said)
    return policies_out(office)


@router.delete("/policies/{pk}", **WRITES, response=writing(PoliciesOut))
def drop_policy(request: Asked, pk: Id) -> PoliciesOut:
    """Take a policy away: what is said above holds again."""
    user = person(request)
    found = keeping.policy_for(user, pk)
    keeping.drop(user, found)
    return policies_out(found.unit)


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
