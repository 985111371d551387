"""What programs say of deliveries, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from ninja import Schema
from pydantic import AfterValidator, model_validator

from sinergi.lib.text import say
from sinergi.networks import queries
from sinergi.networks.models import Delivery
from sinergi.web.api.shapes import (
    Ref,
    Said,
    YesNo,
    one_of,
    words,
)

State = Literal[
    "", "waiting", "sending", "sent", "failed", "unsure", "by_hand", "held", "cancelled"
]


#: What a delivery in a list is told with.
CARRIES = ("account", "target", "head__target", "message")


def _web_address(url: str) -> str:
    try:
        if url:
            URLValidator(schemes=["http", "https"])(url)
    except ValidationError as e:
        raise ValueError(say("This must be a web address, like https://example.go.id/1.")) from e
    return url


class PublishedIn(Said):
    """Where a person published it: the link of the post on the network."""

    url: Annotated[str, words(1000), AfterValidator(_web_address)]


class SettleIn(Said):
    """``sent``: it is there (``url``), or it is not, and goes out again with the same key."""

    sent: YesNo
    url: Annotated[str, words(1000), AfterValidator(_web_address)] = ""

    @model_validator(mode="after")
    def _only_what_is_there_has_an_address(self) -> SettleIn:
        if self.url and not self.sent:
            raise ValueError(say("Only what is there has an address."))
        return self


class TryOut(Schema):
    """One try. ``problem`` is in the reader's language, "" when it went well."""

    number: int
    started: datetime
    ended: datetime | None
    outcome: str
    problem: str


class DeliveryOut(Schema):
    """One thing on its way to one account. ``attempts`` counts since it was last let go.

    A later part of a thread and a first comment are deliveries of their own: ``head`` is that of
    their post, ``part`` counts from it (0).
    """

    id: int
    kind: Annotated[str, one_of(Delivery.Kind)]
    state: Annotated[str, one_of(Delivery.State)]
    account: Ref
    network: str
    post: int | None
    conversation: int | None
    head: int | None
    part: int
    text: str
    due: datetime
    attempts: int
    sent_at: datetime | None
    url: str
    problem: str


class DeliveryDetail(DeliveryOut):
    """A delivery with every try."""

    tries: list[TryOut]


def delivery_out(delivery: Delivery) -> DeliveryOut:
    first = delivery.head or delivery
    target, message = getattr(first, "target", None), getattr(delivery, "message", None)
    return DeliveryOut(
        id=delivery.pk,
        kind=delivery.kind,
        state=delivery.state,
        account=Ref(id=delivery.account_id, name=delivery.account.handle),
        network=delivery.account.network,
        post=target.post_id if target else None,
        conversation=message.conversation_id if message else None,
        head=delivery.head_id,
        part=delivery.part,
        text=delivery.text,
        due=delivery.due,
        attempts=delivery.attempts,
        sent_at=delivery.sent_at,
        url=delivery.url,
        problem=queries.words(delivery.problem),
    )


def detail_out(delivery: Delivery) -> DeliveryDetail:
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
