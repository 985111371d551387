"""What a program limits a list of conversations to."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field

from sinergi.inbox.filters import LONGEST_NAME, LONGEST_WORDS, Filters
from sinergi.inbox.models import Conversation, Rating
from sinergi.web.api.shapes import LARGEST, Parameters, words

Tab = Literal["", "waiting", "mine", "open", "done"]
Due = Literal["", "late", "soon", "safe", "answered"]
Who = Literal["", "me", "none"]
Order = Literal["", "due"]
Named = Annotated[str, words(LONGEST_NAME)]


class ListIn(Parameters):
    """Filters of a list; all without them."""

    tab: Tab = Field("", description="`waiting` for an answer, `mine`, `open`, `done`.")
    office: Annotated[int, Field(ge=0, le=LARGEST)] = Field(
        0, description="An office, with all under it."
    )
    state: Literal["", *Conversation.State.values] = ""  # type: ignore[valid-type]  # its choices
    due: Due = Field("", description="Where the deadline stands.")
    matter: Literal["", *Conversation.Matter.values] = ""  # type: ignore[valid-type]  # its choices
    kind: Literal["", *Conversation.Kind.values] = ""  # type: ignore[valid-type]  # its choices
    rating: Literal["", *Rating.values] = ""  # type: ignore[valid-type]  # its choices
    topic: Named = ""
    place: Named = Field("", description="Code of a district, with its villages, or of a village.")
    network: Named = ""
    who: Who = Field("", description="Looked after by you, or by nobody.")
    danger: bool = Field(False, description="Only what tells of a danger to life.")
    spam: bool = Field(False, description="Only what was set aside as spam; otherwise none of it.")
    order: Order = Field("", description="`due`: the nearest deadline first.")
    q: Annotated[str, words(LONGEST_WORDS)] = Field("", description="Words of the messages.")


def filters_of(asked: ListIn) -> Filters:
    return Filters(**asked.model_dump())
