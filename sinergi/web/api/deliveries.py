"""Deliveries: what went out, what did not, and what a person does about it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from ninja import Router, Schema
from pydantic import AfterValidator, model_validator

from sinergi.networks import queries
from sinergi.networks.models import Delivery
from sinergi.publishing import actions
from sinergi.publishing import queries as publishing
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import (
    Cursor,
    Id,
    Limit,
    Page,
    Ref,
    Said,
    one_of,
    reading,
    words,
    writing,
)

router = Router(tags=["deliveries"])

State = Literal["", "waiting", "sending", "sent", "failed", "unsure", "by_hand", "cancelled"]


#: What a delivery in a list is told with.
CARRIES = ("account", "target", "message")


def _web_address(url: str) -> str:
    try:
        if url:
            URLValidator(schemes=["http", "https"])(url)
    except ValidationError as e:
        raise ValueError("it must be a web address, like https://example.go.id/1") from e
    return url


class SettleIn(Said):
    """``sent``: it is there (``url``), or it is not, and goes out again with the same key."""

    sent: bool
    url: Annotated[str, words(1000), AfterValidator(_web_address)] = ""

    @model_validator(mode="after")
    def _only_what_is_there_has_an_address(self) -> SettleIn:
        if self.url and not self.sent:
            raise ValueError("only what is there has a url")
        return self


class TryOut(Schema):
    """One try. ``problem`` is in the reader's language, "" when it went well."""

    number: int
    started: datetime
    ended: datetime | None
    outcome: str
    problem: str


class DeliveryOut(Schema):
    """One thing on its way to one account. ``attempts`` counts since it was last let go."""

    id: int
    kind: Annotated[str, one_of(Delivery.Kind)]
    state: Annotated[str, one_of(Delivery.State)]
    account: Ref
    network: str
    post: int | None
    conversation: int | None
    text: str
    due: datetime
    attempts: int
    sent_at: datetime | None
    url: str
    problem: str


class DeliveryDetail(DeliveryOut):
    """A delivery with every try."""

    tries: list[TryOut]


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
    """The deliveries of a post, one for each account, once it is approved."""
    post = publishing.post_for(person(request), pk)
    rows = Delivery.objects.filter(target__post=post).select_related(*CARRIES)
    return cut(rows, delivery_out, cursor=cursor, limit=limit, newest=False)


@router.get("/deliveries/{pk}", **needs("deliveries:read"), response=reading(DeliveryDetail))
def read_delivery(request: Asked, pk: Id) -> DeliveryDetail:
    """A delivery with every try, and what went wrong."""
    return _detail(queries.delivery_for(person(request), pk))


@router.post(
    "/deliveries/{pk}/retry", **needs("deliveries:write"), response=writing(DeliveryDetail)
)
def retry_delivery(request: Asked, pk: Id) -> DeliveryDetail:
    """Let a failed delivery go out again."""
    user = person(request)
    actions.retry(user, queries.delivery_for(user, pk, may="delivery.settle"))
    return _detail(queries.delivery_for(user, pk))


@router.post(
    "/deliveries/{pk}/settle", **needs("deliveries:write"), response=writing(DeliveryDetail)
)
def settle_delivery(request: Asked, pk: Id, body: SettleIn) -> DeliveryDetail:
    """Settle a delivery of which nobody knows whether it arrived: you looked, and say so."""
    user = person(request)
    found = queries.delivery_for(user, pk, may="delivery.settle")
    actions.settle(user, found, sent=body.sent, url=body.url)
    return _detail(queries.delivery_for(user, pk))


def delivery_out(delivery: Delivery) -> DeliveryOut:
    target, message = getattr(delivery, "target", None), getattr(delivery, "message", None)
    return DeliveryOut(
        id=delivery.pk,
        kind=delivery.kind,
        state=delivery.state,
        account=Ref(id=delivery.account_id, name=delivery.account.handle),
        network=delivery.account.network,
        post=target.post_id if target else None,
        conversation=message.conversation_id if message else None,
        text=delivery.text,
        due=delivery.due,
        attempts=delivery.attempts,
        sent_at=delivery.sent_at,
        url=delivery.url,
        problem=queries.words(delivery.problem),
    )


def _detail(delivery: Delivery) -> DeliveryDetail:
    tries = [
        TryOut(
            number=row.number,
            started=row.started,
            ended=row.ended,
            outcome=row.outcome,
            problem=queries.words(row.problem),
        )
        for row in delivery.tries.all()
    ]
    return DeliveryDetail(**delivery_out(delivery).model_dump(), tries=tries)
