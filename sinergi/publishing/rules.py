"""Decisions about posts. Plain values in, plain values out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sinergi.lib.text import No, say

#: Nothing is planned further ahead than this.
FARTHEST = timedelta(days=366)

#: A time so little gone is a form that stood open for a moment: it means now.
GONE = timedelta(minutes=5)

#: More than any network takes, and what a title column holds.
LONGEST_TEXT = 20_000
#: All that a post says together: for each of a hundred accounts a long text of its own. It is all
#: checked whenever somebody stops typing, and that is two seconds' work.
MOST_LETTERS = 100_000
LONGEST_TITLE = 200

#: States in which the text may be changed. Once a part is out, a new post is the honest way.
EDITABLE = frozenset({"draft", "in_review", "sent_back", "scheduled", "failed"})
ASKABLE = frozenset({"draft", "sent_back", "failed"})

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


class Written(No):
    """This form has made a post already. ``post`` is its id."""

    def __init__(self, post: int) -> None:
        super().__init__(
            say(
                "This was saved already, and was changed afterwards. What you typed is kept below. "
                "Compare it with the newest version and save again."
            )
        )
        self.post = post


def state_of(deliveries: Collection[str]) -> str:
    """Return the state of an approved post from the states its deliveries are in.

    Cancelled ones do not count unless all are. ``unsure`` comes before ``partly`` and ``failed``:
    what may be out there needs a person first.
    """
    live = [state for state in deliveries if state != "cancelled"]
    if not live:
        return "cancelled"
    if set(live) <= {"waiting", "held"}:
        return "scheduled"
    if {"waiting", "held", "sending", "by_hand"} & set(live):
        return "sending"
    if "unsure" in live:
        return "unsure"
    if set(live) == {"sent"}:
        return "published"
    return "partly" if "sent" in live else "failed"


def tidy(text: str) -> str:
    """Return typed text as it will be said: plain line ends, no hidden ends, no outer space.

    Raises No when it is longer than anything can be.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(plain) > LONGEST_TEXT:
        raise No(say("The text is longer than {most} characters."), most=LONGEST_TEXT)
    return plain


def check_all(texts: Iterable[str]) -> None:
    """Raise No when the texts of a post are too much together."""
    if sum(map(len, texts)) > MOST_LETTERS:
        raise No(
            say("All texts of a post together have at most {most} characters."), most=MOST_LETTERS
        )


def seen(text: str) -> str:
    """Return typed text as it is looked at while one writes: of what is longer than anything can
    be, the beginning. The form says that it is too long.
    """
    return tidy(text[:LONGEST_TEXT])


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
    """Return when a post goes out; nothing means now. Raises No for a past or too distant time."""
    if due is None or now - GONE <= due < now:
        return now
    if due < now:
        raise No(say("This time has already passed. Choose a later one."))
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
