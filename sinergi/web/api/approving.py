"""What surrounds an approval: where it stands, remarks, the kind of a post, looks afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Router, Schema

from sinergi.publishing import actions, queries
from sinergi.publishing.models import Approval
from sinergi.publishing.policies import shown
from sinergi.web.api.approvals import ApprovalOut, approval_out
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import (
    Id,
    Ref,
    Said,
    YesNo,
    reading,
    ref,
    ref_of,
    words,
    writing,
)

router = Router(tags=["approvals"])

Fact = Annotated[str, words(2000)]


class StandingStepOut(Schema):
    """A step in words, in the reader's language."""

    number: int
    who: list[str]
    state: Literal["done", "now", "later"]


class SignatureOut(Schema):
    """Somebody's yes; ``instead`` of whom, where it is a deputy's."""

    by: Ref
    instead: Ref | None
    step: int
    at: datetime


class StandingOut(Schema):
    """Where a request stands. ``missing``: so many signatures its step still wants."""

    steps: list[StandingStepOut]
    signatures: list[SignatureOut]
    missing: int
    deadline: datetime | None
    phases: list[str]


class KindIn(Said):
    """What a post is. ``leader``: about a leader more than about a service."""

    kind: Literal["ordinary", "service", "campaign", "ceremony", "immediate"]
    leader: YesNo = False


class EightIn(Said):
    """The eight things that immediate information says; what is not known is said to be so."""

    hazard: Fact = ""
    affected: Fact = ""
    evacuation: Fact = ""
    avoid: Fact = ""
    help: Fact = ""
    announcer: Fact = ""
    channels: Fact = ""
    efforts: Fact = ""


class ReviewIn(Said):
    """``mend`` needs a note: what must change."""

    finding: Literal["right", "mend"]
    note: Annotated[str, words(2000)] = ""


@router.get("/approvals/{pk}/standing", **needs("posts:read"), response=reading(StandingOut))
def read_standing(request: Asked, pk: Id) -> StandingOut:
    """Who must approve it as the policies are now, who has, and what is missing."""
    found = queries.approval_to_read(person(request), pk)
    return standing_out(found)


@router.post("/approvals/{pk}/review", **needs("approvals:write"), response=writing(ApprovalOut))
def review(request: Asked, pk: Id, body: ReviewIn) -> ApprovalOut:
    """Say whether what went out at once in an emergency was right. Never one's own words (403)."""
    user = person(request)
    found = queries.approval_for(user, pk)
    actions.review(user, queries.review_of(found), finding=body.finding, note=body.note)
    return approval_out(queries.approval_for(user, pk))


@router.put("/posts/{pk}/kind", **needs("posts:write"), response=writing(PostOut))
def classify_post(request: Asked, pk: Id, body: KindIn) -> PostOut:
    """Say of what kind a post is. A new version: it must be asked for again."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    return post_out(actions.classify(user, found, kind=body.kind, leader=body.leader))


@router.put("/posts/{pk}/eight", **needs("posts:write"), response=writing(PostOut))
def say_eight(request: Asked, pk: Id, body: EightIn) -> PostOut:
    """Keep the eight things of immediate information; the post becomes such. A new version."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    return post_out(actions.say_eight(user, found, body.model_dump()))


def standing_out(found: Approval) -> StandingOut:
    stands = shown.stands(found)
    return StandingOut(
        steps=[
            StandingStepOut.model_validate(
                {"number": line.number, "who": list(line.words), "state": line.state}
            )
            for line in stands.lines
        ],
        signatures=[
            SignatureOut(by=ref(s.by), instead=ref_of(s.instead), step=s.step, at=s.at)
            for s in stands.signatures
        ],
        missing=stands.missing,
        deadline=found.deadline,
        phases=[str(phase) for phase in stands.required.phases],
    )
