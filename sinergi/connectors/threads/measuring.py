"""Figures of posts and of the account. https://developers.facebook.com/docs/threads/insights"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Metric, Sample
from sinergi.connectors.graph import Graph
from sinergi.connectors.threads.answers import figure
from sinergi.lib.text import say

OF_POST = ("views", "likes", "replies", "reposts", "quotes", "shares")

#: Ours by Threads' names. Those of two days are told apart from a post's own.
OF_ACCOUNT = {
    "followers_count": "followers",
    "views": "account_views",
    "likes": "account_likes",
    "replies": "account_replies",
    "reposts": "account_reposts",
    "quotes": "account_quotes",
}

METRICS = (
    Metric("views", say("Views"), say("How often the post was seen, as Threads estimates.")),
    Metric("likes", say("Likes"), say("Likes the post has now.")),
    Metric("replies", say("Answers"), say("Answers to the post, those below them not counted.")),
    Metric("reposts", say("Reposts"), say("How often the post was passed on as it is.")),
    Metric("quotes", say("Quotes"), say("How often the post was passed on with words of others.")),
    Metric("shares", say("Shares"), say("How often the post was sent on.")),
    Metric("followers", say("Followers"), say("Accounts that follow this one now.")),
    Metric("account_views", say("Profile views"), say("Views of the profile on the last day.")),
    Metric("account_likes", say("Likes of all posts"), say("New likes, yesterday and today.")),
    Metric("account_replies", say("Answers to all posts"), say("New ones, yesterday and today.")),
    Metric("account_reposts", say("Reposts of all posts"), say("New ones, yesterday and today.")),
    Metric("account_quotes", say("Quotes of all posts"), say("New ones, yesterday and today.")),
)


def posts(graph: Graph, remote_ids: Sequence[str]) -> Iterator[Sample]:
    """Yield the figures of posts. A post that is gone has none."""
    for remote_id in remote_ids:
        told = graph.find(f"{remote_id}/insights", metric=",".join(OF_POST))
        if told is None:
            continue
        for name, value, at in _figures(graph, told):
            if name in OF_POST:
                yield Sample(remote_id, name, value, at)


def account(graph: Graph) -> Iterator[Sample]:
    told = graph.get("me/threads_insights", metric=",".join(OF_ACCOUNT))
    for name, value, at in _figures(graph, told):
        if name in OF_ACCOUNT:
            yield Sample("", OF_ACCOUNT[name], value, at)


def _figures(graph: Graph, told: Any) -> list[tuple[str, int, datetime]]:
    at = datetime.now(UTC)
    with understanding(graph.base):
        found = [(name_of(one, "name"), figure(one)) for one in items_of(told["data"])]
    return [(name, value, at) for name, value in found if value is not None]
