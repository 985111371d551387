"""Requests for approval: see, approve, send back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Router, Schema
from pydantic import Field

from sinergi.publishing import actions, queries
from sinergi.publishing.models import Approval, Post
from sinergi.web.api.asked_shapes import AskedOut, asked_out
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import (
    Cursor,
    Id,
    Limit,
    Moment,
    Page,
    Ref,
    Said,
    YesNo,
    one_of,
    reading,
    ref,
    ref_of,
    words,
    writing,
)

router = Router(tags=["approvals"])


class AskIn(Said):
    wish: Moment | None = Field(
        None, description="When it should go out, not in the past; null: once approved."
    )
    note: Annotated[str, words(2000)] = ""
    at_once: YesNo = Field(
        default=False,
        description="Immediate information goes out now and is looked at afterwards.",
    )


class ApproveIn(Said):
    due: Moment | None = Field(
        None, description="When it goes out; null: now. A time gone is refused."
    )


class SendBackIn(Said):
    reason: Annotated[str, words(2000, 1)]


class ApprovalOut(Schema):
    """A request for approval, and what was decided."""

    id: int
    post: Ref
    unit: Ref
    version: int
    state: Annotated[str, one_of(Approval.State)]
    requested_by: Ref
    requested_at: datetime
    wish: datetime | None
    note: str
    decided_by: Ref | None
    decided_at: datetime | None
    due: datetime | None
    reason: str
    asked: list[AskedOut]
    fingerprint: str
    labels: list[str]
    lane: Annotated[str, one_of(Approval.Lane)]
    kind: Annotated[str, one_of(Post.Kind, "")]
    leader: bool
    deadline: datetime | None


@router.get("/approvals", **needs("posts:read"), response=reading(Page[ApprovalOut]))
def list_approvals(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[ApprovalOut]:
    """The requests that wait for your decision, the oldest first."""
    rows = queries.approvals_for(person(request)).select_related("decided_by")
    return cut(rows, approval_out, cursor=cursor, limit=limit, newest=False)


@router.get("/approvals/{pk}", **needs("posts:read"), response=reading(ApprovalOut))
def read_approval(request: Asked, pk: Id) -> ApprovalOut:
    """A request with exactly what was asked for, and what was decided."""
    return approval_out(queries.approval_for(person(request), pk, may="post.see"))


@router.post("/approvals/{pk}/approve", **needs("approvals:write"), response=writing(ApprovalOut))
def approve(request: Asked, pk: Id, body: ApproveIn) -> ApprovalOut:
    """Sign exactly what was asked; with the last signature it needs, it goes out at its time.

    403 for one's own words, and where others are asked at this step.
    """
    user = person(request)
    found = queries.approval_for(user, pk)
    actions.approve(user, found, due=body.due)
    return approval_out(queries.approval_for(user, pk))


@router.post("/approvals/{pk}/send-back", **needs("approvals:write"), response=writing(ApprovalOut))
def send_back(request: Asked, pk: Id, body: SendBackIn) -> ApprovalOut:
    """Return a post to its writer, with what must change."""
    user = person(request)
    found = queries.approval_for(user, pk)
    actions.send_back(user, found, reason=body.reason)
    return approval_out(queries.approval_for(user, pk))


def approval_out(approval: Approval) -> ApprovalOut:
    return ApprovalOut(
        id=approval.pk,
        post=Ref(id=approval.post_id, name=str(approval.post)),
        unit=ref(approval.unit),
        version=approval.version,
        state=approval.state,
        requested_by=ref(approval.requested_by),
        requested_at=approval.requested_at,
        wish=approval.wish,
        note=approval.note,
        decided_by=ref_of(approval.decided_by),
        decided_at=approval.decided_at,
        due=approval.due,
        reason=approval.reason,
        asked=[asked_out(item) for item in approval.asked],
        fingerprint=approval.fingerprint,
        labels=approval.labels,
        lane=approval.lane,
        kind=approval.kind,
        leader=approval.leader,
        deadline=approval.deadline,
    )
