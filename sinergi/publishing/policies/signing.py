"""Who has signed a request, where it stands, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sinergi.people.models import User
from sinergi.publishing.models import Absence, Approval, Post, Revision, Signature, Target
from sinergi.publishing.policies import needs
from sinergi.publishing.policies.choosing import DEFAULT, Required
from sinergi.publishing.policies.needs import Part
from sinergi.units import queries as units


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a request stands: what it needs, and what each who signed stands for."""

    approval: Approval
    post: Post
    required: Required
    signers: needs.Signers
    hands: frozenset[int]
    #: For whom a deputy has signed already.
    replaced: frozenset[int] = frozenset()

    @property
    def done(self) -> int:
        """How many steps are behind it."""
        return needs.standing(self.required.steps, self.signers)

    @property
    def complete(self) -> bool:
        return self.done == len(self.required.steps)

    @property
    def missing(self) -> int:
        """How many signatures its step still wants."""
        return needs.missing(self.required.steps, self.signers)


@dataclass(frozen=True, slots=True)
class Turn:
    """A person may sign now; ``instead`` of somebody who is away, where it is as a deputy."""

    instead: int | None = None


def contributors(post: Post, approval: Approval) -> frozenset[int]:
    """Return the ids of everybody who had a hand in a post: they never approve it."""
    wrote = Revision.objects.filter(post=post).values_list("by_id", flat=True)
    return frozenset({*wrote, post.author_id, approval.requested_by_id})


def may_approve(user: User, post: Post) -> bool:
    """True when a person may approve in the post's office and in those of all its accounts."""
    return _everywhere(user, "post.approve", post)


def may_let_out(user: User, post: Post) -> bool:
    """True when a person writes for all of them, as who sends it without an approval must."""
    return _everywhere(user, "post.write", post)


def standing_of(approval: Approval, post: Post, required: Required) -> Standing:
    """Return where a request stands. Who may no longer approve there has not signed it."""
    hands = contributors(post, approval)
    rows = list(approval.signatures.all())
    signed = {row.by_id: row for row in rows}
    ids = {*signed, *([approval.decided_by_id] if _decided(approval) else [])} - hands
    people = User.objects.in_bulk(ids)
    signers = {
        pk: stands_for(person, post, signed[pk].instead_id if pk in signed else None)
        for pk, person in people.items()
        if may_approve(person, post)
    }
    replaced = frozenset(row.instead_id for row in rows if row.instead_id)
    return Standing(approval, post, required, signers, hands, replaced)


def stands_for(user: User, post: Post, instead: int | None = None) -> frozenset[Part]:
    """Return what a person's signature counts as: for themselves, their roles, whom they replace.

    A deputy does not sign for who wrote it, nobody decides on their own words, nor for who may not
    approve there any more.
    """
    parts = {Part(role=role) for role in units.roles_in(user, post.unit.path)}
    absent = User.objects.filter(pk=instead).first() if instead else None
    people = {user.pk, *([absent.pk] if absent and may_approve(absent, post) else [])}
    return frozenset(parts | {Part(person=pk) for pk in people})


def turn_of(user: User, at: Standing, *, day: date) -> Turn | None:
    """Return how a person may sign now; nothing, where it is not their turn or never theirs."""
    if user.pk in at.hands or not may_approve(user, at.post):
        return None
    if at.complete:  # a policy became milder meanwhile: somebody says when it goes out
        return Turn()
    for instead in (None, *_away(user, at, day)):
        if needs.turn(at.required.steps, at.signers, user.pk, stands_for(user, at.post, instead)):
            return Turn(instead)
    return None


def whose_turn(at: Standing, *, day: date) -> list[User]:
    """Return everybody who may sign a request at the step where it stands."""
    people = units.people_with("post.approve", at.post.unit_id).exclude(pk__in=at.hands)
    if at.required.steps == DEFAULT and not at.signers:
        return list(people)
    return [person for person in people if turn_of(person, at, day=day)]


def signatures_of(approval: Approval) -> Sequence[Signature]:
    return list(approval.signatures.select_related("by", "instead"))


def absent_of(user: User, day: date) -> list[int]:
    """Return the ids of those for whom a person signs on a day."""
    rows = Absence.objects.filter(deputy=user, first__lte=day, last__gte=day)
    return list(rows.values_list("user_id", flat=True))


def _away(user: User, at: Standing, day: date) -> Iterator[int]:
    """Yield for whom this person is the deputy today, and has not signed yet."""
    for absent in absent_of(user, day):
        if absent not in at.hands | at.replaced | set(at.signers):
            yield absent


def _everywhere(user: User, verb: str, post: Post) -> bool:
    accounts = Target.objects.filter(post=post).values_list("account__unit_id", flat=True)
    return all(units.may(user, verb, unit) for unit in {post.unit_id, *accounts})


def _decided(approval: Approval) -> bool:
    """True for what was approved: whoever did so before there were signatures counts as well."""
    return approval.state == Approval.State.APPROVED and approval.decided_by_id is not None
