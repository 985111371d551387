"""Pictures of answers: brought by `POST /media`, named by their token, told with the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from ninja import Schema
from pydantic import Field

from sinergi.lib.text import say
from sinergi.networks import attaching
from sinergi.networks.attaching import Item
from sinergi.people.models import User
from sinergi.publishing.giving import item
from sinergi.web.api.media import Alt, MediaIn, given
from sinergi.web.api.problems import Refused
from sinergi.web.api.shapes import Said, words


class PictureIn(Said):
    """A picture that was brought by `POST /media` within two days, by the same person."""

    token: Annotated[str, words(4000, 1)]
    alt: Alt = Field("", description="Describes it; empty: as it was described when brought.")


Pictures = Annotated[
    list[PictureIn],
    Field(max_length=attaching.MOST, description="Pictures that go with it, in their order."),
]


class PictureOut(Schema):
    """A picture of an answer. ``source`` is the SHA-256 of what came, without its place."""

    name: str
    mime: str
    size: int
    alt: str
    source: str


def brought(user: User, pictures: list[PictureIn]) -> list[Item]:
    """Return the pictures of these tokens. Raises Refused for one that is not this person's, and
    for a video."""
    found = given(user, [MediaIn(token=one.token, alt=one.alt) for one in pictures])
    for number, one in enumerate(found):
        if one.video:
            told = say("media/{number}: an answer takes pictures alone, no video.")
            raise Refused("invalid", told, number=number)
    return [item(one) for one in found]


def pictures_out(items: Iterable[Item]) -> list[PictureOut]:
    return [
        PictureOut(
            name=one["name"],
            mime=one["mime"],
            size=one["size"],
            alt=one.get("alt", ""),
            source=attaching.source_of(one),
        )
        for one in items
    ]
