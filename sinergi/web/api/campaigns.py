"""Campaigns: what is part of one, which offices have nothing yet, and good hours of accounts."""

from __future__ import annotations

from django.utils import timezone
from ninja import Router

from sinergi.networks import queries as networks
from sinergi.publishing import queries
from sinergi.publishing.calendars import campaigns, covering, hours
from sinergi.publishing.models import Weighed
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.campaign_shapes import (
    CampaignOut,
    CoverageOut,
    GoodHoursOut,
    PartIn,
    RemindedOut,
    campaign_told,
    coverage_out,
    hour_out,
)
from sinergi.web.api.post_shapes import PostOut, post_out
from sinergi.web.api.shapes import Id, Page, reading, writing

router = Router(tags=["calendar"])

READS, WRITES = needs("posts:read"), needs("posts:write")


@router.get("/campaigns", **READS, response=reading(Page[CampaignOut]))
def list_campaigns(request: Asked) -> Page[CampaignOut]:
    """The campaigns a post can be part of, as far as you see them."""
    rows = campaigns.offered(person(request))[:200]
    return Page[CampaignOut](items=[CampaignOut(**campaign_told(row)) for row in rows])


@router.get("/campaigns/{pk}", **READS, response=reading(CoverageOut))
def read_campaign(request: Asked, pk: Id) -> CoverageOut:
    """A campaign with its posts by office, and the offices that have none yet."""
    user = person(request)
    found = campaigns.campaign_for(user, pk)
    return coverage_out(found, covering.coverage(user, found))


@router.post("/campaigns/{pk}/remind", **WRITES, response=writing(RemindedOut))
def remind_of_campaign(request: Asked, pk: Id) -> RemindedOut:
    """Remind the offices without a post of it, by notice; once a day at most."""
    user = person(request)
    found = campaigns.campaign_for(user, pk, may="post.write")
    return RemindedOut(offices=covering.remind(user, found, timezone.now()))


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
        items=[hour_out(row) for row in hours.known([account.pk])],
    )
