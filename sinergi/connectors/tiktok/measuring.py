"""Figures of posts and of the account. https://developers.tiktok.com/doc/tiktok-api-v2-video-query"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Metric, Sample
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.tiktok.answers import figures
from sinergi.connectors.tiktok.api import BASE, Api
from sinergi.connectors.tiktok.uploading import status_of
from sinergi.lib.text import say

#: How many posts one question may be about.
AT_ONCE = 20

METRICS = (
    Metric("views", say("Views"), say("How often TikTok counted the post as watched.")),
    Metric("likes", say("Likes"), say("Likes the post has now.")),
    Metric("comments", say("Comments"), say("Comments the post has now.")),
    Metric("shares", say("Shares"), say("How often the post was passed on.")),
    Metric("followers", say("Followers"), say("Accounts that follow this one now.")),
    Metric("account_likes", say("Likes of all posts"), say("Likes of all posts together, now.")),
    Metric("posts", say("Posts"), say("Public posts of the account, now.")),
)

OF_ACCOUNT = (
    ("followers", "follower_count"),
    ("account_likes", "likes_count"),
    ("posts", "video_count"),
)


def posts(api: Api, remote_ids: Sequence[str]) -> Iterator[Sample]:
    """Yield the figures of posts. A post that is not public has none."""
    for first in range(0, len(remote_ids), AT_ONCE):
        named = _named(api, remote_ids[first : first + AT_ONCE])
        if not named:
            continue
        fields = "id,view_count,like_count,comment_count,share_count"
        asked = {"filters": {"video_ids": list(named)}}
        told = api.ask("/v2/video/query/", asked, fields=fields)
        at = datetime.now(UTC)
        with understanding(BASE):
            found = [(name_of(v, "id"), [*figures(v)]) for v in items_of(told["videos"])]
        for post, numbers in found:
            for ours in named.get(post, ()):
                yield from (Sample(ours, metric, value, at) for metric, value in numbers)


def _named(api: Api, remote_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return ours by TikTok's ids. What we sent is known by its ``publish_id``: TikTok is asked
    which post that became, thirty times a minute at the most; the rest is for the next time.
    """
    named: dict[str, list[str]] = {}
    for remote_id in remote_ids:
        try:
            post = (
                remote_id if remote_id.isascii() and remote_id.isdigit() else _post(api, remote_id)
            )
        except Unavailable:
            if not named:
                raise
            break
        if post:
            named.setdefault(post, []).append(remote_id)
    return named


def _post(api: Api, publish_id: str) -> str:
    now = status_of(api, publish_id)
    return now.post if now is not None else ""


def account(api: Api) -> Iterator[Sample]:
    told = api.get("/v2/user/info/", fields=",".join(name for _, name in OF_ACCOUNT))
    at = datetime.now(UTC)
    with understanding(BASE):
        numbers = [(metric, dict(told["user"]).get(name)) for metric, name in OF_ACCOUNT]
    for metric, value in numbers:
        if type(value) is int:
            yield Sample("", metric, value, at)
