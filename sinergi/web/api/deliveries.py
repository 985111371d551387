"""Deliveries: what went out, what did not, and what a person does about it."""

from __future__ import annotations

from ninja import Router

from sinergi.networks import by_hand, queries
from sinergi.publishing import actions, carried
from sinergi.publishing import queries as publishing
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.delivery_shapes import (
    CARRIES,
    DeliveryDetail,
    DeliveryOut,
    PublishedIn,
    SettleIn,
    State,
    delivery_out,
    detail_out,
)
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import (
    Cursor,
    Id,
    Limit,
    Page,
    reading,
    writing,
)

router = Router(tags=["deliveries"])


@router.get("/deliveries", **needs("deliveries:read"), response=reading(Page[DeliveryOut]))
def list_deliveries(
    request: Asked, state: State = "", cursor: Cursor = "", limit: Limit = 50
) -> Page[DeliveryOut]:
    """What went out or will, the newest first: of posts and of answers to the public."""
    rows = queries.deliveries_for(person(request)).select_related(*CARRIES)
    rows = rows.filter(state=state) if state else rows
    return cut(rows, delivery_out, cursor=cursor, limit=limit)


@router.get(
    "/posts/{pk}/deliveries", **needs("deliveries:read"), response=reading(Page[DeliveryOut])
)
def list_deliveries_of_post(
    request: Asked, pk: Id, cursor: Cursor = "", limit: Limit = 50
) -> Page[DeliveryOut]:
    """The deliveries of a post, for each account with what goes on with it, once it is approved."""
    post = publishing.post_for(person(request), pk)
    rows = carried.of_post(post).select_related(*CARRIES)
    return cut(rows, delivery_out, cursor=cursor, limit=limit, newest=False)


@router.get("/deliveries/{pk}", **needs("deliveries:read"), response=reading(DeliveryDetail))
def read_delivery(request: Asked, pk: Id) -> DeliveryDetail:
    """A delivery with every try, and what went wrong."""
    return detail_out(queries.delivery_for(person(request), pk))


@router.post(
    "/deliveries/{pk}/retry", **needs("deliveries:write"), response=writing(DeliveryDetail)
)
def retry_delivery(request: Asked, pk: Id) -> DeliveryDetail:
    """Let a failed delivery go out again."""
    user = person(request)
    actions.retry(user, queries.delivery_for(user, pk, may="delivery.settle"))
    return detail_out(queries.delivery_for(user, pk))


@router.post(
    "/deliveries/{pk}/leave", **needs("deliveries:write"), response=writing(DeliveryDetail)
)
def leave_delivery_out(request: Asked, pk: Id) -> DeliveryDetail:
    """Leave a part of a thread out, and all that was to follow on it. What is out stays."""
    user = person(request)
    actions.leave_rest(user, queries.delivery_for(user, pk, may="delivery.settle"))
    return detail_out(queries.delivery_for(user, pk))


@router.post(
    "/deliveries/{pk}/settle", **needs("deliveries:write"), response=writing(DeliveryDetail)
)
def settle_delivery(request: Asked, pk: Id, body: SettleIn) -> DeliveryDetail:
    """Settle a delivery of which nobody knows whether it arrived: you looked, and say so."""
    user = person(request)
    found = queries.delivery_for(user, pk, may="delivery.settle")
    actions.settle(user, found, sent=body.sent, url=body.url)
    return detail_out(queries.delivery_for(user, pk))


@router.post(
    "/deliveries/{pk}/published", **needs("deliveries:write"), response=writing(DeliveryDetail)
)
def published_by_hand(request: Asked, pk: Id, body: PublishedIn) -> DeliveryDetail:
    """Say where you published what was to be published by hand."""
    user = person(request)
    by_hand.done(user, queries.delivery_for(user, pk, may="delivery.settle"), url=body.url)
    return detail_out(queries.delivery_for(user, pk))
