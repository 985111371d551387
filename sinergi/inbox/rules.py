"""Decisions about conversations. Plain values in, plain values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sinergi.connectors.contract import Limits
from sinergi.lib.text import No, say

#: More than any network takes.
LONGEST = 20_000

#: How people write whether they recommend us.
_RECOMMENDS = {
    "ya": "yes", "yes": "yes", "positive": "yes", "rekomendasi": "yes", "merekomendasikan": "yes",
    "tidak": "no", "no": "no", "negative": "no", "tidak rekomendasi": "no",
    "tidak merekomendasikan": "no",
}  # fmt: skip
_STARS = re.compile(r"([1-5])(?:[.,]0)?(?:\s*(?:/\s*5|bintang|stars?))?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer would go, and what that network allows. ``limits`` is empty when off."""

    account: str
    connected: bool
    can_reply: bool
    limits: Limits | None
    length: int
    #: How long after the last private message an answer is accepted; nothing: always.
    window: timedelta | None = None
    #: How long after a comment its writer alone may be answered, once; nothing: never.
    private: timedelta | None = None


def check_answer(
    text: str, place: Place, *, direct: bool, last_in: datetime | None, now: datetime
) -> None:
    """Raise No when an answer cannot be sent. ``direct``: it answers a private message."""
    check_fits(text, place)
    if direct and place.window and last_in and now > last_in + place.window:
        raise No(
            say("{account} takes an answer within {hours} hours; the last message is older."),
            account=place.account,
            hours=int(place.window.total_seconds() // 3600),
        )


def check_fits(text: str, place: Place) -> None:
    """Raise No when a text is no answer that a place takes, whoever it answers."""
    if not text.strip():
        raise No(say("Write an answer first."))
    if not place.connected or place.limits is None or not place.can_reply:
        raise No(
            say("{account} cannot answer now. Reconnect it on the page of the account."),
            account=place.account,
        )
    if place.length > place.limits.text:
        raise No(
            say("The answer has {length} characters; {account} takes {limit}."),
            length=place.length,
            account=place.account,
            limit=place.limits.text,
        )
    size = len(text.encode())
    if place.limits.text_bytes and size > place.limits.text_bytes:
        raise No(
            say("The answer has {size} bytes; {account} takes {limit}. Emoji count several."),
            size=size,
            account=place.account,
            limit=place.limits.text_bytes,
        )


def check_private(place: Place, *, comment: datetime, answered: bool, now: datetime) -> None:
    """Raise No when the writer of a comment cannot be answered alone. ``answered``: they were."""
    if place.private is None:
        raise No(say("{account} cannot answer only one person here."), account=place.account)
    if now > comment + place.private:
        raise No(
            say("{account}: a comment older than {days} days cannot be answered privately."),
            account=place.account,
            days=place.private.days,
        )
    if answered:
        raise No(say("This comment was answered privately: the network takes one such answer."))


def rating(stars: int | None, recommends: bool | None) -> str:
    """Return what a review rates us, as ``Rating`` has it; "" where it does not say."""
    if stars is not None:
        return str(stars)
    return {True: "yes", False: "no", None: ""}[recommends]


def rating_of(words: str) -> str:
    """Return what somebody wrote in a column of ratings: "4", "4/5", "★★★★", "ya". Raises No."""
    plain = " ".join(words.casefold().split()).replace("\ufe0f", "")
    if not plain:
        return ""
    if 1 <= len(plain) <= 5 and set(plain) <= {"★", "⭐", "☆"} and plain.strip("☆"):
        return str(len(plain.rstrip("☆")))
    if found := _STARS.fullmatch(plain):
        return found[1]
    if plain in _RECOMMENDS:
        return _RECOMMENDS[plain]
    raise No(say("The rating {words} cannot be read: write 1 to 5, or ya or tidak."), words=words)
