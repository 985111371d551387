"""One citizen's data: who asks for it, and what is handed out or gone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from sinergi.inbox.models import CitizenRequest
from sinergi.inbox.privacy import citizens
from sinergi.web.api.shapes import Ref, Said, YesNo, one_of, ref, words


class CitizenIn(Said):
    """A name on a network, with or without its @, in any case."""

    network: Annotated[str, words(40, 1)]
    handle: Annotated[str, words(200, 1)]


class WishIn(CitizenIn):
    """Who asks for it, and how it was made sure that they may."""

    asked_by: Annotated[str, words(citizens.LONGEST_WHO, 1)]
    basis: Annotated[str, words(citizens.LONGEST_BASIS, 1)]


class DeletionIn(WishIn):
    sure: YesNo = Field(description="true: delete it; nobody can bring it back.")


class CitizenFoundOut(Schema):
    conversations: int
    messages: int


class CitizenCopyOut(Schema):
    """All that is kept of somebody, as it is handed out; times in UTC."""

    network: str
    handle: str
    made_at: datetime
    conversations: list[dict[str, Any]]


class CitizenRequestOut(Schema):
    """That data was handed out or deleted. ``fingerprint`` proves whose to who knows the name."""

    id: int
    kind: Annotated[str, one_of(CitizenRequest.Kind)]
    unit: Ref
    network: str
    who: str
    fingerprint: str
    asked_by: str
    basis: str
    by: Ref
    at: datetime
    conversations: int
    messages: int


def request_out(row: CitizenRequest) -> CitizenRequestOut:
    return CitizenRequestOut(
        id=row.pk,
        kind=row.kind,
        unit=ref(row.unit),
        network=row.network,
        who=row.who,
        fingerprint=row.fingerprint,
        asked_by=row.asked_by,
        basis=row.basis,
        by=ref(row.by),
        at=row.at,
        conversations=row.conversations,
        messages=row.messages,
    )
