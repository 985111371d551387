"""Figures of posts and of the account. What the network does not tell is absent.

https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights: figures
may be two days late; those of a story are told for a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import items_of, understanding
from sinergi.connectors.contract import Sample
from sinergi.connectors.errors import Refused
from sinergi.connectors.graph import Graph, number

POST = "id,media_product_type,like_count,comments_count"
OF_POSTS = {"views": "views", "reach": "reach", "saved": "saves", "shares": "shares"}
OF_STORIES = {"views": "views", "reach": "reach", "replies": "replies", "shares": "shares"}
OF_ACCOUNT = {"reach": "reach", "views": "views"}


def posts(graph: Graph, remote_ids: Sequence[str]) -> Iterator[Sample]:
    for remote_id in remote_ids:
        told = graph.find(remote_id, fields=POST)
        if told is None:
            continue
        story = told.get("media_product_type") == "STORY"
        counted = {} if story else {"likes": "like_count", "replies": "comments_count"}
        for metric, name in counted.items():
            value = number(told.get(name))
            if value is not None:
                yield Sample(remote_id, metric, value, datetime.now(UTC))
        yield from _insights(graph, remote_id, OF_STORIES if story else OF_POSTS)


def account(graph: Graph, number_: str) -> Iterator[Sample]:
    told = graph.get(number_, fields="followers_count")
    with understanding(graph.base):
        followers = number(told.get("followers_count"))
    if followers is not None:
        yield Sample("", "followers", followers, datetime.now(UTC))
    for sample in _insights(graph, number_, OF_ACCOUNT, metric_type="total_value", period="day"):
        yield Sample("", sample.metric, sample.value, sample.at)


def _insights(graph: Graph, remote_id: str, wanted: dict[str, str], **how: str) -> Iterator[Sample]:
    """Yield each figure; none where too few people saw it ("Not enough viewers")."""
    asked: dict[str, Any] = {"metric": ",".join(wanted), **how}
    try:
        told = graph.get(f"{remote_id}/insights", **asked)
    except Refused:
        return
    with understanding(graph.base):
        results = items_of(told["data"])
    for result in results:
        with understanding(graph.base):
            metric, value = wanted.get(result["name"]), _value(result)
        if metric and value is not None:
            yield Sample(remote_id, metric, value, datetime.now(UTC))


def _value(result: dict[str, Any]) -> int | None:
    if result.get("total_value"):
        return number(result["total_value"].get("value"))
    values = items_of(result.get("values") or [])
    return number(values[-1].get("value")) if values else None
