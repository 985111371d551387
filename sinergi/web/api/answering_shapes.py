"""Who answers a conversation just now, what they began to write, and what is suggested to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from sinergi.inbox import rules
from sinergi.inbox.models import Conversation, Draft, Holding
from sinergi.inbox.suggesting import Offer
from sinergi.web.api.pictures import PictureOut, pictures_out
from sinergi.web.api.shapes import IdIn, Ref, Said, YesNo, ref, words


class HoldIn(Said):
    take_over: YesNo = Field(False, description="Answer in the place of a colleague who does now.")


class HoldOut(Schema):
    """Who answers a conversation just now, and until when; null: nobody."""

    by: Ref | None
    until: datetime | None


class DraftIn(Said):
    text: Annotated[str, words(rules.LONGEST)] = Field(description="Empty: there is no draft.")


class VersionTaken(Said):
    version: IdIn = Field(description="Id of a version that was suggested here.")


class TakeIn(VersionTaken):
    text: Annotated[str, words(rules.LONGEST)] = Field(
        "", description="What was typed so far; the answer stands behind it."
    )


class DraftOut(Schema):
    """Your own unsent answer; ``at`` is null where there is none. ``versions``: ids of the versions
    of verified answers that it gives, to send along with it. ``pictures``: those added to it on
    the page, which keeping its words leaves there."""

    text: str
    versions: list[int]
    pictures: list[PictureOut]
    at: datetime | None


class OfferOut(Schema):
    """A verified answer that may fit. ``words``: the form that fits this network, "" where none
    does; ``why``: the citizen's words that speak for it; an ``expired`` one has to be released."""

    version: int
    words: str
    why: list[str]
    source: str
    expired: bool
    asked: bool
    released: bool


class OffersOut(Schema):
    items: list[OfferOut]


def hold_out(found: Conversation) -> HoldOut:
    rows = Holding.objects.filter(conversation=found, until__gt=timezone.now())
    row = rows.select_related("by").first()
    return HoldOut(by=ref(row.by) if row else None, until=row.until if row else None)


def draft_out(draft: Draft | None) -> DraftOut:
    if draft is None:
        return DraftOut(text="", versions=[], pictures=[], at=None)
    return DraftOut(
        text=draft.text,
        versions=draft.versions,
        pictures=pictures_out(draft.media),
        at=draft.at,
    )


def offers_out(offers: Sequence[Offer]) -> OffersOut:
    return OffersOut(
        items=[
            OfferOut(
                version=one.version.pk,
                words=one.words,
                why=list(one.why),
                source=one.version.source,
                expired=one.expired,
                asked=one.asked,
                released=one.released,
            )
            for one in offers
        ]
    )
