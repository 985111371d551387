"""The ready answers of an office where somebody else is in charge, for programs."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema

from sinergi.inbox.models import Government
from sinergi.inbox.outside import texts
from sinergi.web.api.shapes import Said, one_of, words

GovernmentIn = Literal[
    "city", "neighbour", "province", "ministry", "company", "police", "court", "other"
]


class OutsideTextIn(Said):
    """A ready answer. ``{place}`` in it becomes ``turn_to``."""

    government: GovernmentIn
    text: Annotated[str, words(texts.LONGEST, 1)]
    turn_to: Annotated[str, words(texts.LONGEST_PLACE)] = ""


class OutsideTextOut(Schema):
    """A ready answer where somebody else is in charge. ``own``: an office wrote it, here or above;
    ``filled``: as people get it."""

    government: Annotated[str, one_of(Government)]
    text: str
    turn_to: str
    filled: str
    own: bool


class OutsideTextsOut(Schema):
    items: list[OutsideTextOut]


def outside_out(ready: texts.Ready) -> OutsideTextOut:
    return OutsideTextOut(
        government=ready.government,
        text=ready.text,
        turn_to=ready.turn_to,
        filled=ready.filled,
        own=ready.own,
    )
