"""What goes out: one post or one private message, and reading back what it may have left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, understanding
from sinergi.connectors.contract import Draft, Progress, Published
from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
from sinergi.connectors.x import uploads
from sinergi.connectors.x.answers import MESSAGES, moment, parent, published, text_of
from sinergi.connectors.x.api import BASE, DIRECT, Api, id_of, listed
from sinergi.connectors.x.words import essence
from sinergi.lib.text import say

#: How far X's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)
#: Pages of a hundred of our own posts that are looked through for one that may have gone out.
PAGES = 10
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
    told = api.call("POST", f"/2/dm_conversations/with/{_person(draft)}/messages", json=words)
    try:
        return published(DIRECT + id_of(told["data"], "dm_event_id"))
    except MISSHAPEN as e:
        raise _silent() from e


def _person(draft: Draft) -> str:
    if not (draft.to.isascii() and draft.to.isdigit()):
        raise Refused(say("X does not say who wrote this, so a private answer has no address."))
    return draft.to


# -- reading back --------------------------------------------------------------------------------


def find(
    api: Api, draft: Draft, progress: Progress, since: datetime, known: frozenset[str]
) -> Published | None:
    """Look through what we sent since ``since``; the oldest that fits is the one."""
    me, since = api.me(), since - SKEW
    if private(draft):
        return _sent_message(api, draft, me, since, known)
    with understanding(BASE):
        ours = [post for post in _own(api, me, since) if str(post["id"]) not in known]
        fits = [post for post in ours if moment(post) >= since and same(post, draft, progress)]
        return published(id_of(min(fits, key=moment))) if fits else None


def same(post: Any, draft: Draft, progress: Progress) -> bool:
    """True when a post of ours is this draft. A file of ours in it is a proof; words are none."""
    along = post.get("attachments") or {}
    theirs = {str(key) for key in along.get("media_keys") or ()}
    ours = {progress.get(f"key{n}", "") for n in range(len(draft.media))} - {""}
    if ours:
        return ours <= theirs
    if len(theirs) != len(draft.media) or bool(along.get("poll_ids")) != bool(poll(draft)):
        return False
    if parent(post) != (draft.reply_to or ""):
        return False
    answer = bool(draft.reply_to)
    return essence(text_of(post), answer=answer) == essence(draft.text, answer=answer)


def _own(api: Api, me: str, since: datetime) -> Iterator[Any]:
    """Yield our own posts since a moment, newest first.

    Raises Unavailable where not all of them can be seen: what is not found would be sent again.
    """
    start = min(since, datetime.now(UTC) - SKEW)  # X knows no posts of the future
    asked = {
        "start_time": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "max_results": "100",
        "post.fields": "attachments,created_at,entities,id,text",
        "expansions": "attachments.media_keys,attachments.poll_ids,referenced_posts",
    }
    for _ in range(PAGES):
        told = api.get(f"/2/users/{me}/tweets", **asked)
        yield from listed(told)
        following = told["meta"].get("next_token")
        if not following:
            return
        asked["pagination_token"] = str(following)
    raise Unavailable(say("{host} answered in a way we cannot read."), host="api.x.com")


def _sent_message(
    api: Api, draft: Draft, me: str, since: datetime, known: frozenset[str]
) -> Published | None:
    path = f"/2/dm_conversations/with/{_person(draft)}/dm_events"
    with understanding(BASE):
        told = listed(api.get(path, max_results="100", **MESSAGES))
        ours = [m for m in told if str(m["sender_id"]) == me and moment(m) >= since]
        fits = [
            m
            for m in ours
            if DIRECT + str(m["id"]) not in known and essence(text_of(m)) == essence(draft.text)
        ]
        return published(DIRECT + id_of(min(fits, key=moment))) if fits else None
