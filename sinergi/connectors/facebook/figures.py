"""Figures of posts, videos and the page. What the network does not tell is absent.

https://developers.facebook.com/docs/graph-api/reference/insights; the older figures of impressions
and fans ended in November 2025 and June 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import items_of, understanding
from sinergi.connectors.contract import Sample
from sinergi.connectors.errors import Refused
from sinergi.connectors.graph import Graph, moment, number

COUNTED = "limit(0).summary(total_count)"
POST = f"id,shares,reactions.{COUNTED},comments.{COUNTED}"
VIDEO = f"id,views,likes.{COUNTED},comments.{COUNTED}"

POST_INSIGHTS = {
    "post_media_view": "views",
    "post_total_media_view_unique": "reach",
    "post_clicks": "clicks",
}
PAGE_INSIGHTS = {"page_media_view": "views", "page_total_media_view_unique": "reach"}


def posts(graph: Graph, remote_ids: Sequence[str]) -> Iterator[Sample]:
    for remote_id in remote_ids:
        post = "_" in remote_id
        told = graph.find(remote_id, fields=POST if post else VIDEO)
        if told is None:
            continue
        with understanding(graph.base):
            figures = _of_post(told) if post else _of_video(told)
        for metric, value in figures.items():
            if value is not None:
                yield Sample(remote_id, metric, value, datetime.now(UTC))
        if post:
            yield from _insights(graph, remote_id, POST_INSIGHTS, "lifetime")


def _of_post(told: dict[str, Any]) -> dict[str, int | None]:
    shares = told.get("shares")
    return {
        "likes": _total(told, "reactions"),
        "replies": _total(told, "comments"),
        "shares": number(shares.get("count")) if isinstance(shares, dict) else None,
    }


def _of_video(told: dict[str, Any]) -> dict[str, int | None]:
    return {
        "likes": _total(told, "likes"),
        "replies": _total(told, "comments"),
        "views": number(told.get("views")),
    }


def _total(told: dict[str, Any], edge: str) -> int | None:
    summary = (told.get(edge) or {}).get("summary") or {}
    return number(summary.get("total_count"))


def account(graph: Graph, page: str) -> Iterator[Sample]:
    told = graph.get(page, fields="followers_count")
    with understanding(graph.base):
        followers = number(told.get("followers_count"))
    if followers is not None:
        yield Sample("", "followers", followers, datetime.now(UTC))
    for sample in _insights(graph, page, PAGE_INSIGHTS, "day"):
        yield Sample("", sample.metric, sample.value, sample.at)


def _insights(
    graph: Graph, remote_id: str, wanted: dict[str, str], period: str
) -> Iterator[Sample]:
    """Yield the newest value of each figure; none where the page is too small or may not ask."""
    try:
        told = graph.get(f"{remote_id}/insights", metric=",".join(wanted), period=period)
    except Refused:
        return
    with understanding(graph.base):
        results = items_of(told["data"])
    for result in results:
        with understanding(graph.base):
            metric, values = wanted.get(result["name"]), items_of(result["values"])
            value = number(values[-1].get("value")) if values else None
            ended = values[-1].get("end_time") if values else None
            at = moment(ended) if ended else datetime.now(UTC)
        if metric and value is not None:
            yield Sample(remote_id, metric, value, at)
