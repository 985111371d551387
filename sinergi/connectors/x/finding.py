"""Reading back what a visible request may have left on X."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Draft, Progress, Published
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.x.answers import MESSAGES, moment, parent, published, text_of
from sinergi.connectors.x.api import BASE, DIRECT, Api, id_of, listed
from sinergi.connectors.x.sending import person, poll, private
from sinergi.connectors.x.words import essence
from sinergi.lib.text import say

#: How far X's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)
#: Pages of a hundred of our own posts that are looked through for one that may have gone out.
PAGES = 10


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
    path = f"/2/dm_conversations/with/{person(draft)}/dm_events"
    with understanding(BASE):
        told = listed(api.get(path, max_results="100", **MESSAGES))
        ours = [m for m in told if str(m["sender_id"]) == me and moment(m) >= since]
        fits = [
            m
            for m in ours
            if DIRECT + str(m["id"]) not in known and essence(text_of(m)) == essence(draft.text)
        ]
        return published(DIRECT + id_of(min(fits, key=moment))) if fits else None
