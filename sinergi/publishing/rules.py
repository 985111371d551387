"""Decisions about posts. Plain values in, plain values out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sinergi.connectors.contract import Limits
from sinergi.lib.text import No, say

#: Nothing is planned further ahead than this.
FARTHEST = timedelta(days=366)

#: More than any network takes, and what a title column holds.
LONGEST_TEXT = 20_000
LONGEST_TITLE = 200

#: States in which the text may be changed. Once a part is out, a new post is the honest way.
EDITABLE = frozenset({"draft", "in_review", "sent_back", "scheduled", "failed"})
ASKABLE = frozenset({"draft", "sent_back", "failed"})
CANCELLABLE = EDITABLE | {"sending"}

#: States in which an approved delivery may go out. ``failed``, ``partly``, ``unsure``: tried again.
GOING_OUT = frozenset({"scheduled", "sending", "partly", "unsure", "failed", "published"})


class NotAllowed(No):
    """This person may not do this, whatever they change."""


class Stale(No):
    """Somebody saved a newer version meanwhile. ``version`` is the newest."""

    def __init__(self, version: int) -> None:
        super().__init__(
            say(
                "Somebody changed this post while you were writing. Your text is kept below. "
                "Compare it with the newest version and save again."
            )
        )
        self.version = version


@dataclass(frozen=True, slots=True)
class Destination:
    """What will be said on one account, and what that account's network allows."""

    account: int
    name: str
    text: str
    length: int
    limits: Limits | None
    open: bool = True


@dataclass(frozen=True, slots=True)
class Image:
    name: str
    mime: str
    size: int
    alt: str


def state_of(deliveries: Collection[str]) -> str:
    """Return the state of an approved post from the states its deliveries are in.

    Cancelled ones do not count unless all are. ``unsure`` comes before ``partly`` and ``failed``:
    what may be out there needs a person first.
    """
    live = [state for state in deliveries if state != "cancelled"]
    if not live:
        return "cancelled"
    if set(live) == {"waiting"}:
        return "scheduled"
    if {"waiting", "sending", "by_hand"} & set(live):
        return "sending"
    if "unsure" in live:
        return "unsure"
    if set(live) == {"sent"}:
        return "published"
    return "partly" if "sent" in live else "failed"


def problems(destinations: Sequence[Destination], images: Sequence[Image]) -> list[No]:
    """Return everything that keeps a post from being asked for; empty when it is ready."""
    found: list[No] = []
    if not destinations:
        found.append(No(say("Choose at least one account.")))
    for image in images:
        if not image.alt.strip():
            found.append(
                No(say("Describe the image {name} for people who cannot see it."), name=image.name)
            )
    for destination in destinations:
        found += _problems_there(destination, images)
    return found


def _problems_there(there: Destination, images: Sequence[Image]) -> list[No]:
    name, limits = there.name, there.limits
    if not there.open or limits is None:
        return [No(say("{account} is not connected. Reconnect it or take it out."), account=name)]
    found: list[No] = []
    if not there.text.strip():
        found.append(No(say("There is no text for {account}."), account=name))
    if there.length > limits.text:
        found.append(
            No(
                say("The text for {account} is {over} characters too long (at most {most})."),
                account=name,
                over=there.length - limits.text,
                most=limits.text,
            )
        )
    if len(images) > limits.images:
        found.append(
            No(say("{account} takes at most {most} images."), account=name, most=limits.images)
        )
    for image in images:
        found += _problems_of_image(name, limits, image)
    return found


def _problems_of_image(account: str, limits: Limits, image: Image) -> list[No]:
    found: list[No] = []
    facts = {"account": account, "name": image.name}
    if image.mime not in limits.image_types:
        found.append(No(say("{account} does not take images like {name}."), **facts))
    if image.size > limits.image_bytes:
        most = limits.image_bytes // 1_000_000
        found.append(
            No(say("{name} is too large for {account} (at most {most} MB)."), **facts, most=most)
        )
    if len(image.alt) > limits.alt_text:
        found.append(
            No(
                say("The description of {name} is too long for {account} (at most {most})."),
                **facts,
                most=limits.alt_text,
            )
        )
    return found


def tidy(text: str) -> str:
    """Return typed text as it will be said: plain line ends, no hidden ends, no outer space.

    Raises No when it is longer than anything can be.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(plain) > LONGEST_TEXT:
        raise No(say("The text is longer than {most} characters."), most=LONGEST_TEXT)
    return plain


def tidy_title(title: str) -> str:
    plain = " ".join(title.replace("\0", "").split())
    if len(plain) > LONGEST_TITLE:
        raise No(say("The title is longer than {most} characters."), most=LONGEST_TITLE)
    return plain


def fingerprint(asked: Sequence[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of what is asked for: accounts, texts, images, options, in any order."""
    ordered = sorted((dict(a) for a in asked), key=lambda a: int(a["account"]))
    spelled = json.dumps(ordered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def moment(due: datetime | None, *, now: datetime) -> datetime:
    """Return when a post goes out: never in the past. Raises No when it is too far ahead."""
    if due is None or due < now:
        return now
    if due > now + FARTHEST:
        raise No(say("Choose a time within a year from now."))
    return due


def may_go_out(
    *,
    asked: str,
    now_says: str,
    frozen: str,
    expected: str,
    state: str,
    approver_may: bool,
    contributed: bool,
) -> str:
    """Return "" when an approved delivery may go out at this moment, else why not.

    ``asked`` and ``now_says`` are fingerprints of the post (approved, and as it stands);
    ``frozen`` and ``expected`` of the delivery (as it stands, and as approved).
    """
    if state not in GOING_OUT:
        return say("The post was withdrawn or cancelled.")
    if asked != now_says or frozen != expected:
        return say("The text was changed after it was approved.")
    if contributed:
        return say("Whoever wrote it has approved it. Another person must approve.")
    if not approver_may:
        return say("Whoever approved this may no longer approve here. Ask for approval again.")
    return ""
