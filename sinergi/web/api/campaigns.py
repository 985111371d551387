"""Campaigns: what is part of one, which offices have nothing yet, and good hours of accounts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Router, Schema

from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.publishing import queries
from sinergi.publishing.calendars import campaigns, hours
from sinergi.publishing.models import GoodHour, Occasion, Post, Weighed
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import Id, IdIn, Page, Ref, Said, one_of, reading, ref, writing

router = Router(tags=["calendar"])

READS, WRITES = needs("posts:read"), needs("posts:write")


class CampaignOut(Schema):
    """A campaign: of the office, for all under it, from its first day to its last."""

    id: int
    name: str
    unit: Ref
    first: date
    last: date
    basis: str


class CampaignPostOut(Schema):
    id: int
    title: str
    state: Annotated[str, one_of(Post.State)]
    at: datetime | None


class CampaignOfficeOut(Schema):
    unit: Ref
    posts: list[CampaignPostOut]


class CoverageOut(CampaignOut):
    """Its posts by office, of the offices you see. ``missing`` have an account and no post of it,
    ``silent`` is how many have no account; ``out``: of how many something is out.
    """

    offices: list[CampaignOfficeOut]
    missing: list[Ref]
    out: int
    silent: int


class PartIn(Said):
    """null: of none any more."""

    campaign: IdIn | None


class RemindedOut(Schema):
    """Of how many offices people were reminded."""

    offices: int


class GoodHourOut(Schema):
    """Hours of a week with their number of posts ``n``, or of times the public wrote.

    ``times``: low, median and high of how many times the usual the posts got; null of the public.
    ``chance``: how likely that is where hours make no difference.
    """

    of: Annotated[str, one_of(GoodHour.Of)]
    days: Annotated[str, one_of(GoodHour.Days)]
    first: int
    end: int
    n: int
    above: int
    times: list[float] | None
    chance: float


class GoodHoursOut(Schema):
    """``needed``: below so many measured ``posts`` nothing is said of them; null: not weighed."""

    posts: int | None
    needed: int | None
    compared: str
    items: list[GoodHourOut]


@router.get("/campaigns", **READS, response=reading(Page[CampaignOut]))
def list_campaigns(request: Asked) -> Page[CampaignOut]:
    """The campaigns a post can be part of, as far as you see them."""
    rows = campaigns.offered(person(request))[:200]
    return Page[CampaignOut](items=[CampaignOut(**_told(row)) for row in rows])


@router.get("/campaigns/{pk}", **READS, response=reading(CoverageOut))
def read_campaign(request: Asked, pk: Id) -> CoverageOut:
    """A campaign with its posts by office, and the offices that have none yet."""
    user = person(request)
    return _coverage(user, campaigns.campaign_for(user, pk))


@router.post("/campaigns/{pk}/remind", **WRITES, response=writing(RemindedOut))
def remind_of_campaign(request: Asked, pk: Id) -> RemindedOut:
    """Remind the offices without a post of it, by notice; once a day at most."""
    user = person(request)
    found = campaigns.campaign_for(user, pk, may="post.write")
    return RemindedOut(offices=campaigns.remind(user, found, timezone.now()))


@router.post("/posts/{pk}/campaign", **WRITES, response=writing(PostOut))
def put_post_in_campaign(request: Asked, pk: Id, body: PartIn) -> PostOut:
    """Say which campaign a post is part of, or of none."""
    user = person(request)
    found = queries.post_for(user, pk, may="post.write")
    chosen = campaigns.campaign_for(user, body.campaign) if body.campaign else None
    return post_out(campaigns.put(user, found, chosen))


@router.get("/accounts/{pk}/hours", **READS, response=reading(GoodHoursOut))
def read_good_hours(request: Asked, pk: Id) -> GoodHoursOut:
    """The hours in which posts of an account did better than usual, with what that rests on."""
    account = networks.account_for(person(request), pk, may="post.see")
    weighed = Weighed.objects.filter(account=account).first()
    return GoodHoursOut(
        posts=weighed.posts if weighed else None,
        needed=weighed.needed if weighed else None,
        compared=weighed.by if weighed else "",
        items=[_hour(row) for row in hours.known([account.pk])],
    )


def _told(row: Occasion) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "unit": ref(row.unit),
        "first": row.first,
        "last": row.last,
        "basis": row.basis,
    }


def _coverage(user: User, found: Occasion) -> CoverageOut:
    told = campaigns.coverage(user, found)
    return CoverageOut(
        **_told(found),
        offices=[
            CampaignOfficeOut(
                unit=ref(office),
                posts=[
                    CampaignPostOut(id=line.id, title=line.title, state=line.state, at=line.at)
                    for line in lines
                ],
            )
            for office, lines in told.offices
        ],
        missing=[ref(office) for office in told.missing],
        out=told.out,
        silent=told.silent,
    )


def _hour(row: GoodHour) -> GoodHourOut:
    times = [t for t in (row.low, row.ratio, row.high) if t is not None]
    return GoodHourOut(
        of=row.of,
        days=row.days,
        first=row.first,
        end=row.end,
        n=row.n,
        above=row.above,
        times=times or None,
        chance=row.chance,
    )
