"""Hold all posts of an office in mourning or disaster, and decide on what was held."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from sinergi.lib.text import No, say
from sinergi.lib.words import said
from sinergi.publishing import queries
from sinergi.publishing.holding import acting, listing, looking
from sinergi.publishing.models import Hold
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.policies import office_of
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import (
    Id,
    Moment,
    Ref,
    Said,
    one_of,
    reading,
    ref,
    ref_of,
    words,
    writing,
)

router = Router(tags=["approvals"])

READS, WRITES = needs("posts:read"), needs("approvals:write")


class HoldPostsIn(Said):
    """Why everything is held, and until when; null: until somebody ends it."""

    reason: Literal["mourning", "disaster", "other"]
    note: Annotated[str, words(300)] = ""
    until: Moment | None = None


class ReleaseIn(Said):
    """``now``: it goes out; ``move``: at ``due``; ``drop``: not at all."""

    do: Literal["now", "move", "drop"]
    due: Annotated[Moment | None, Field(description="Needed to move it.")] = None


class HoldingOut(Schema):
    """A hold; ``stopped``: the posts you may see that stand still by it."""

    id: int
    unit: Ref
    reason: Annotated[str, one_of(Hold.Reason)]
    note: str
    since: datetime
    until: datetime | None
    by: Ref
    ended_at: datetime | None
    ended_by: Ref | None
    stopped: list[int]


class HoldingsOut(Schema):
    items: list[HoldingOut]


class HeldOut(Schema):
    """A post of which something was due while it was held; ``stale``: why it may be outdated."""

    post: Ref
    unit: Ref
    due: datetime
    accounts: int
    stale: list[str]


class HeldsOut(Schema):
    items: list[HeldOut]


@router.get("/holds", **READS, response=reading(HoldingsOut))
def list_holds(request: Asked) -> HoldingsOut:
    """The holds that go on and concern you, with what they stop."""
    return HoldingsOut(items=[_hold(request, hold) for hold in listing.holds_for(person(request))])


@router.post("/units/{pk}/holds", **WRITES, response=writing(HoldingOut, 201))
def hold_posts(request: Asked, pk: Id, body: HoldPostsIn) -> Status[HoldingOut]:
    """Hold everything scheduled of an office and all under it, at once.

    Immediate information goes on. 422 while it is held already.
    """
    user = person(request)
    office = office_of(user, pk, may="post.hold")
    made = acting.begin(user, office, reason=body.reason, note=body.note, until=body.until)
    return Status(201, _hold(request, made))


@router.post("/holds/{pk}/end", **WRITES, response=writing(HoldingOut))
def end_hold(request: Asked, pk: Id) -> HoldingOut:
    """End a hold. What it stopped waits until a person has looked at it."""
    user = person(request)
    acting.end(user, listing.hold_for(user, pk))
    return _hold(request, listing.hold_for(user, pk))


@router.get("/held", **READS, response=reading(HeldsOut))
def list_held(request: Asked) -> HeldsOut:
    """What was due while it was held, the longest due first; at most 100."""
    posts = listing.held_for(person(request))[: listing.MOST]
    return HeldsOut(items=[_held(row) for row in listing.stopped_posts(posts, timezone.now())])


@router.post("/posts/{pk}/release", **WRITES, response=writing(PostOut))
def release_post(request: Asked, pk: Id, body: ReleaseIn) -> PostOut:
    """Decide on what was held of a post. For those who may approve it, never its writers."""
    user = person(request)
    found = listing.post_held_for(user, pk)
    if body.do == "drop":
        acting.drop(user, found)
    elif body.do == "move" and body.due is None:
        raise No(say("Give the moment at which it goes out."))
    else:
        acting.let_go(user, found, due=body.due if body.do == "move" else None)
    return post_out(queries.post_for(user, pk))


def _hold(request: Asked, hold: Hold) -> HoldingOut:
    stopped = listing.visible(person(request), looking.stopped_by(hold))
    return HoldingOut(
        id=hold.pk,
        unit=ref(hold.unit),
        reason=hold.reason,
        note=hold.note,
        since=hold.since,
        until=hold.until,
        by=ref(hold.by),
        ended_at=hold.ended_at,
        ended_by=ref_of(hold.ended_by),
        stopped=[post.pk for post in stopped],
    )


def _held(row: listing.Stopped) -> HeldOut:
    return HeldOut(
        post=Ref(id=row.post.pk, name=str(row.post)),
        unit=ref(row.post.unit),
        due=row.due,
        accounts=row.accounts,
        stale=[said(no) for no in row.stale],
    )
