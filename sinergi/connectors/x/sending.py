"""What goes out: one post or one private message."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sinergi.connectors.answers import MISSHAPEN
from sinergi.connectors.contract import Draft, Progress, Published
from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
from sinergi.connectors.x import uploads
from sinergi.connectors.x.answers import published
from sinergi.connectors.x.api import DIRECT, Api, id_of
from sinergi.lib.text import say

#: How long a poll runs, in minutes, where nobody chose; and what X takes.
POLL = "1440"
CHOICES = range(2, 5)
CHOICE = 25


def check(draft: Draft) -> None:
    """Raise Refused for what X takes of each kind, but not together."""
    moving = [media for media in draft.media if uploads.kind(media) != "image"]
    if moving and len(draft.media) > 1:
        raise Refused(say("A post on X holds up to four photos, or one video, or one moving GIF."))
    if private(draft) and len(draft.media) > 1:
        raise Refused(say("A private message on X holds one photo or video."))
    choices = poll(draft)
    if not choices:
        return
    if draft.media or private(draft):
        raise Refused(say("A poll on X goes without photos, and not in a private message."))
    if len(choices) not in CHOICES or max(map(len, choices)) > CHOICE:
        raise Refused(say("A poll on X has two to four choices of at most 25 characters each."))


def poll(draft: Draft) -> list[str]:
    lines = draft.options.get("poll", "").splitlines()
    return [line.strip() for line in lines if line.strip()]


def private(draft: Draft) -> bool:
    """True for what only one person may see."""
    return draft.direct or (draft.reply_to or "").startswith(DIRECT)


def publish(api: Api, draft: Draft, progress: Progress) -> Published:
    """Make the one visible request. Raises Unavailable where a file of it has expired."""
    check(draft)
    if any(uploads.gone(progress, n) for n in range(len(draft.media))):
        again = say("X kept the files of this post for a day only. They are sent once more.")
        raise Unavailable(again, retry_after=timedelta(0))
    names = [progress[f"media{n}"] for n in range(len(draft.media))]
    if private(draft):
        return _message(api, draft, names)
    told = api.call("POST", "/2/tweets", json=_post(draft, names))
    try:
        return published(id_of(told["data"]))
    except MISSHAPEN as e:
        raise _silent() from e


def _silent() -> Unconfirmed:
    return Unconfirmed(say("The server took the post but did not say which it became."))


def _post(draft: Draft, names: list[str]) -> dict[str, Any]:
    words: dict[str, Any] = {"text": draft.text} if draft.text else {}
    if names:
        words["media"] = {"media_ids": names}
    if draft.reply_to:
        words["reply"] = {"in_reply_to_tweet_id": draft.reply_to}
    if choices := poll(draft):
        minutes = int(draft.options.get("poll_minutes") or POLL)
        words["poll"] = {"options": choices, "duration_minutes": minutes}
    if may := draft.options.get("reply_settings", ""):
        words["reply_settings"] = may
    if draft.options.get("made_with_ai", ""):
        words["made_with_ai"] = True
    return words


def _message(api: Api, draft: Draft, names: list[str]) -> Published:
    words: dict[str, Any] = {"text": draft.text} if draft.text else {}
    if names:
        words["attachments"] = [{"media_id": name} for name in names]
    told = api.call("POST", f"/2/dm_conversations/with/{person(draft)}/messages", json=words)
    try:
        return published(DIRECT + id_of(told["data"], "dm_event_id"))
    except MISSHAPEN as e:
        raise _silent() from e


def person(draft: Draft) -> str:
    if not (draft.to.isascii() and draft.to.isdigit()):
        raise Refused(say("X does not say who wrote this, so a private answer has no address."))
    return draft.to
