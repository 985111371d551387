"""The figures X tells, of posts and of the account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Metric, Sample
from sinergi.connectors.x.api import BASE, DIRECT, Api
from sinergi.lib.text import say

#: X takes a hundred ids at once.
AT_ONCE = 100

#: What X takes for a post and for an account that it tells of, in millionths of a US dollar; each
#: once a day (UTC). What it calls owned reads costs less; it does not say under which addresses.
#: https://docs.x.com/x-api/getting-started/pricing
POST_READ = 5_000
ACCOUNT_READ = 10_000

#: Our name of a figure, and X's names of it: the description's, and the one still in use.
POST = {
    "views": ("impression_count",),
    "likes": ("like_count",),
    "shares": ("repost_count", "retweet_count"),
    "replies": ("reply_count",),
    "quotes": ("quote_count",),
    "bookmarks": ("bookmark_count",),
}
ACCOUNT = {
    "followers": ("followers_count",),
    "following": ("following_count",),
    "posts": ("post_count", "tweet_count"),
}
METRICS = (
    Metric("views", say("Views"), say("How often the post was shown on X, the same reader again.")),
    Metric("likes", say("Likes"), say("How many accounts like the post now.")),
    Metric("shares", say("Reposts"), say("How many accounts reposted it without words of theirs.")),
    Metric("replies", say("Replies"), say("How many answers are directly under the post now.")),
    Metric("quotes", say("Quotes"), say("How many posts repeat it with words of their own.")),
    Metric("bookmarks", say("Bookmarks"), say("How many accounts kept the post for later.")),
    Metric("followers", say("Followers"), say("How many accounts follow this one now.")),
    Metric("following", say("Following"), say("How many accounts this one follows now.")),
    Metric("posts", say("Posts"), say("How many posts, answers and reposts the account has now.")),
)


def price(posts: int, *, account: bool) -> int:
    return posts * POST_READ + account * ACCOUNT_READ


def posts(api: Api, remote_ids: Sequence[str]) -> Iterator[Sample]:
    """Yield the figures of posts that are there. Private messages have none."""
    asked = [remote_id for remote_id in remote_ids if not remote_id.startswith(DIRECT)]
    for first in range(0, len(asked), AT_ONCE):
        ids = ",".join(asked[first : first + AT_ONCE])
        told = api.get("/2/tweets", ids=ids, **{"post.fields": "id,public_metrics"})
        with understanding(BASE):
            if "data" not in told:
                items_of(told["errors"])  # none of them is there any more
                continue
            samples = [s for post in items_of(told["data"]) for s in _of(post, POST, "id")]
        yield from samples


def account(api: Api) -> list[Sample]:
    told = api.get("/2/users/me", **{"user.fields": "public_metrics"})
    with understanding(BASE):
        return list(_of(told["data"], ACCOUNT, ""))


def _of(thing: Any, figures: dict[str, tuple[str, ...]], named: str) -> Iterator[Sample]:
    remote_id = name_of(thing, named) if named else ""
    told, now = thing.get("public_metrics") or {}, datetime.now(UTC)
    for metric, names in figures.items():
        value = next((told[name] for name in names if name in told), None)
        if type(value) is int:
            yield Sample(remote_id, metric, value, now)
