"""Remarks on passages of what is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Router, Schema, Status
from pydantic import Field

from sinergi.publishing import queries
from sinergi.publishing.models import Comment
from sinergi.publishing.policies import commenting
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.shapes import (
    Id,
    IdIn,
    Ref,
    Said,
    reading,
    ref,
    ref_of,
    words,
    writing,
)

router = Router(tags=["approvals"])


class RemarkIn(Said):
    """A remark on characters ``start`` to ``end`` of what is asked for on an account: its parts,
    its first comment, the descriptions of its files and its labels, with an empty line (two
    characters) between them, labels with commas.
    """

    account: IdIn
    start: Annotated[int, Field(ge=0, le=100_000, strict=True)]
    end: Annotated[int, Field(ge=1, le=100_000, strict=True)]
    text: Annotated[str, words(commenting.LONGEST, 1)]


class RemarkOut(Schema):
    """A remark; ``quote`` holds the words it was about, whatever the text is by now."""

    id: int
    account: int
    start: int
    end: int
    quote: str
    text: str
    by: Ref
    at: datetime
    resolved_by: Ref | None
    resolved_at: datetime | None


class RemarksOut(Schema):
    items: list[RemarkOut]


@router.get("/approvals/{pk}/comments", **needs("posts:read"), response=reading(RemarksOut))
def list_remarks(request: Asked, pk: Id) -> RemarksOut:
    """The remarks on passages of a request."""
    found = queries.approval_to_read(person(request), pk)
    return RemarksOut(items=[_remark(row) for row in commenting.of_request(found)])


@router.post("/approvals/{pk}/comments", **needs("posts:write"), response=writing(RemarkOut, 201))
def remark(request: Asked, pk: Id, body: RemarkIn) -> Status[RemarkOut]:
    """Say something of a passage. The writers are told."""
    user = person(request)
    found = queries.approval_to_read(user, pk)
    made = commenting.comment(user, found, **body.model_dump())
    return Status(201, _remark(made))


@router.post("/comments/{pk}/resolve", **needs("posts:write"), response=writing(RemarkOut))
def resolve_remark(request: Asked, pk: Id) -> RemarkOut:
    """Mark a remark as dealt with. Harmless twice."""
    user = person(request)
    return _remark(commenting.resolve(user, commenting.comment_for(user, pk)))


@router.post("/comments/{pk}/reopen", **needs("posts:write"), response=writing(RemarkOut))
def reopen_remark(request: Asked, pk: Id) -> RemarkOut:
    """Say that a remark is not dealt with after all. The writers are told. Harmless twice."""
    user = person(request)
    return _remark(commenting.reopen(user, commenting.comment_for(user, pk)))


def _remark(row: Comment) -> RemarkOut:
    return RemarkOut(
        id=row.pk,
        account=row.account_id,
        start=row.start,
        end=row.end,
        quote=row.quote,
        text=row.text,
        by=ref(row.by),
        at=row.at,
        resolved_by=ref_of(row.resolved_by),
        resolved_at=row.resolved_at,
    )
