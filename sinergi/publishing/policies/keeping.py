"""Say who must approve, and who signs for whom while they are away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Policy, PolicyStep, Post
from sinergi.units import queries as units
from sinergi.units.models import Role, Unit
from sinergi.units.rules import roles_with, way

MOST_STEPS = 3
MOST_PARTS = 6
#: Working hours for a step, hours for a look afterwards.
MOST_HOURS = 80
MOST_REVIEW_HOURS = 72

#: The roles that can be named: who has another one may not approve.
ROLES = tuple(role for role in Role.values if role in roles_with("post.approve"))


@dataclass(frozen=True, slots=True)
class StepSaid:
    """A step as it is said: any one, or ``every`` one, of some roles and people."""

    roles: tuple[str, ...] = ()
    people: tuple[User, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A policy as it is said. No steps: one person who may approve there."""

    account: Account | None = None
    kind: str = ""
    label: str = ""
    nobody: bool = False
    steps: Sequence[StepSaid] = ()
    hours: int = 8
    review_hours: int | None = None
    basis: str = ""


@transaction.atomic
def keep(actor: User, unit: Unit, said: Said) -> Policy:
    """Say who must approve in an office and all under it; what was said of the same before goes.

    It holds at once, also for what was approved and has not gone out. Raises No where it cannot be.
    """
    said = replace(said, label=labels.tidy(said.label) if said.label.strip() else "")
    _check(unit, said)
    before = _same(unit, said).select_for_update(of=("self",)).first()
    told_before = told(before) if before else None
    if before is not None:
        before.delete()
    made = Policy.objects.create(
        unit=unit,
        account=said.account,
        kind=said.kind,
        label=said.label,
        nobody=said.nobody,
        hours=said.hours,
        review_hours=said.review_hours,
        basis=" ".join(said.basis.split())[:200],
        by=actor,
        at=timezone.now(),
    )
    for number, step in enumerate(said.steps, start=1):
        row = PolicyStep.objects.create(
            policy=made, number=number, every=step.every, roles=sorted(set(step.roles))
        )
        row.people.set(step.people)
    data = {"now": told(made)} | ({"before": told_before} if told_before else {})
    audit.record(actor, "policy.set", on=made, unit_id=unit.pk, data=data)
    return made


@transaction.atomic
def drop(actor: User, policy: Policy) -> None:
    """Take a policy away: what holds above, or one person who may approve, holds again."""
    before = {"before": told(policy)}
    audit.drop(actor, "policy.dropped", policy, unit_id=policy.unit_id, data=before)


def policies_of(unit: Unit) -> QuerySet[Policy]:
    """Return the policies of an office and of those above it, the highest first."""
    rows = Policy.objects.filter(unit__in=way(unit.path))
    return rows.select_related("unit", "account", "by").prefetch_related("steps__people")


def policy_for(user: User, pk: object) -> Policy:
    """Return a policy, for those who may set it. Raises Http404, PermissionDenied."""
    rows = Policy.objects.select_related("unit", "account").prefetch_related("steps__people")
    return units.obtain(rows, user, pk, see="post.see", may="policy.keep")


def approvers_under(unit: Unit) -> QuerySet[User]:
    """Return who can be named in a policy of an office: whoever may approve there."""
    return units.people_with("post.approve", unit.pk)


def told(policy: Policy) -> dict[str, object]:
    """Return what the log keeps of a policy."""
    return {
        "account": policy.account_id,
        "kind": policy.kind,
        "label": policy.label,
        "nobody": policy.nobody,
        "hours": policy.hours,
        "review_hours": policy.review_hours,
        "steps": [
            {
                "every": step.every,
                "roles": step.roles,
                "people": sorted(step.people.values_list("pk", flat=True)),
            }
            for step in policy.steps.all()
        ],
    }


def _same(unit: Unit, said: Said) -> QuerySet[Policy]:
    return Policy.objects.filter(unit=unit, account=said.account, kind=said.kind, label=said.label)


def _check(unit: Unit, said: Said) -> None:
    if said.kind and said.kind not in Post.Kind.values:
        raise No(say("There is no kind of post {kind}."), kind=said.kind[:40])
    if said.account is not None and not said.account.unit.path.startswith(unit.path):
        raise No(say("This account belongs to another office."))
    if not 1 <= said.hours <= MOST_HOURS:
        raise No(say("Give between 1 and {most} working hours for a step."), most=MOST_HOURS)
    _check_immediate(said)
    if said.label and said.nobody:
        raise No(
            say("Anybody who writes gives labels: a policy for one asks for more, never less.")
        )
    if said.nobody and said.steps:
        raise No(say("Either nobody needs to approve, or there are steps: not both."))
    if len(said.steps) > MOST_STEPS:
        raise No(say("At most {most} steps."), most=MOST_STEPS)
    able = set(approvers_under(unit).values_list("pk", flat=True))
    for step in said.steps:
        _check_step(step, able)


def _check_immediate(said: Said) -> None:
    immediate = said.kind == Post.Kind.IMMEDIATE
    if said.review_hours is not None and not (
        immediate and 1 <= said.review_hours <= MOST_REVIEW_HOURS
    ):
        raise No(
            say("Only immediate information may be looked at afterwards, within {most} hours."),
            most=MOST_REVIEW_HOURS,
        )
    if immediate and said.label:
        raise No(say("Immediate information is decided by its kind alone: leave the label out."))
    if immediate and (said.nobody or len(said.steps) > 1):
        raise No(say("Immediate information is approved in one step, or looked at afterwards."))


def _check_step(step: StepSaid, able: set[int]) -> None:
    parts = len(set(step.roles)) + len(set(step.people))
    if not 1 <= parts <= MOST_PARTS:
        raise No(say("Name one to {most} roles and people for each step."), most=MOST_PARTS)
    if set(step.roles) - set(ROLES):
        raise No(say("Only approvers and coordinators may approve: name these roles."))
    for person in step.people:
        if person.pk not in able:
            raise No(say("{who} may not approve here."), who=person.get_full_name())
