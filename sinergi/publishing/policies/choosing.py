"""Which policies hold for a post: its office's and each account's, the most particular first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sinergi.publishing.models import Approval, Policy, PolicyStep, Post
from sinergi.publishing.policies import emergencies
from sinergi.publishing.policies.needs import Group, Part, Steps, at_least, joined
from sinergi.publishing.policies.places import Place, places_of, policies, way_of, ways_of
from sinergi.units import phases
from sinergi.units import rules as units
from sinergi.units.models import ElectionPhase

#: Where no policy says otherwise, one person signs who may approve there.
ANYBODY = Group(tuple(Part(role=role) for role in sorted(units.roles_with("post.approve"))))
DEFAULT: Steps = ((ANYBODY,),)

#: Working hours in which a step is decided where no policy says otherwise: practice, no law.
HOURS = 8

#: In an election phase at least so many people sign.
IN_AN_ELECTION = 2


@dataclass(frozen=True, slots=True)
class Required:
    """What a post needs on a day.

    ``review_hours``: it may go out at once and is looked at within so many hours. ``hours``:
    working hours in which each step should be decided. ``phases`` hold for one of its offices.
    """

    steps: Steps
    hours: int = HOURS
    review_hours: int | None = None
    emergency: bool = False
    policies: tuple[int, ...] = ()
    phases: tuple[ElectionPhase, ...] = ()
    #: All that it concerns, and those above them.
    offices: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The policies that hold for a post; ``default``: somewhere none does."""

    policies: tuple[Policy, ...]
    default: bool

    @property
    def steps(self) -> Steps:
        told = [steps_of(policy) for policy in self.policies]
        return joined([DEFAULT, *told] if self.default else told)


def required(post: Post, *, day: date) -> Required:
    """Return what a post needs to go out on a day. As many queries for 500 accounts as for one."""
    ways = {way_of(post.unit.path), *ways_of(post)}
    offices = frozenset(pk for way in ways for pk in way)
    book = policies(post, offices)
    urgent = post.kind == Post.Kind.IMMEDIATE and not emergencies.missing(post)
    chosen = choose(book, places_of(post, book), post.kind, labels_of(post), urgent=urgent)
    held = phases.among(offices, day)
    steps = chosen.steps
    if held and not urgent:
        steps = at_least(steps, IN_AN_ELECTION, (ANYBODY,))
    reviews = [policy.review_hours for policy in chosen.policies]
    return Required(
        steps=steps,
        hours=min([policy.hours for policy in chosen.policies], default=HOURS),
        review_hours=_least(reviews) if urgent and not chosen.default else None,
        emergency=urgent,
        policies=tuple(sorted(policy.pk for policy in chosen.policies)),
        phases=tuple(held),
        offices=offices,
    )


def choose(
    book: Iterable[Policy],
    places: Iterable[Place],
    kind: str,
    labels: Collection[str] = (),
    *,
    urgent: bool = False,
) -> Chosen:
    """Return the policies, among some, that hold where a post is said, each once.

    What is said of its labels holds besides what holds without them, so that a label, which
    anybody gives who writes, makes it stricter and never milder. An emergency has none.
    """
    known, where = list(book), list(places)
    plain = [policy for policy in known if not policy.label]
    found = [nearest(plain, place, kind, urgent=urgent) for place in where]
    default = None in found
    for label in () if urgent else sorted(labels):
        about = [policy for policy in known if policy.label == label]
        found += [nearest(about, place, kind) for place in where]
    policies = {policy.pk: policy for policy in found if policy is not None}
    return Chosen(tuple(policies.values()), default)


def labels_of(post: Post) -> frozenset[str]:
    """Return the labels of a post, with those it had when it was asked for, while that stands."""
    standing = {Approval.State.WAITING, Approval.State.APPROVED}
    rows = Approval.objects.filter(post=post, state__in=standing)
    asked = [name for names in rows.values_list("labels", flat=True) for name in names]
    return frozenset({*asked, *post.labels.values_list("name", flat=True)})


def nearest(
    book: Iterable[Policy], place: Place, kind: str, *, urgent: bool = False
) -> Policy | None:
    """Return the policy that holds at a place: the most particular, then the nearest.

    For an account and a kind before for an account, that before for a kind, that before for all.
    ``urgent``: only what is said of immediate information counts.
    """
    kinds = {kind} if urgent else {kind, ""}
    able = [
        policy
        for policy in book
        if policy.unit_id in place.way
        and policy.kind in kinds
        and policy.account_id in {None, place.account}
    ]
    return max(
        able,
        key=lambda p: (p.account_id is not None, p.kind != "", place.way.index(p.unit_id)),
        default=None,
    )


def steps_of(policy: Policy) -> Steps:
    """Return what a policy asks for; nothing, where it asks for nobody."""
    if policy.nobody:
        return ()
    steps: Steps = tuple((_group(step),) for step in policy.steps.all())
    return steps or DEFAULT


def _group(step: PolicyStep) -> Group:
    parts = [Part(role=str(role)) for role in step.roles]
    parts += [Part(person=person.pk) for person in step.people.all()]
    return Group(tuple(parts), every=step.every)


def _least(hours: Collection[int | None]) -> int | None:
    """Return the shortest time for a look; nothing, where one of the policies allows none."""
    given = [one for one in hours if one is not None]
    return min(given) if given and len(given) == len(hours) else None
