"""Lists of Threads, read page by page until they are older than what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sinergi.connectors.answers import items_of, understanding
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.graph import Graph, gone
from sinergi.lib.text import say

#: What one page holds at the least where there is another, and how many pages are read at the most.
PAGE, PAGES = 25, 40

POST = "id,text,timestamp,permalink,media_type,media_url,username"
OWN = f"{POST},has_replies"
REPLY = f"{POST},is_reply_owned_by_me,replied_to"


def listed(graph: Graph, path: str, **params: Any) -> Iterator[Any]:
    """Yield the items of a list as Threads orders them.

    Threads tells where the next page begins, but not always whether there is one: an empty page
    is the end. Raises Unavailable when there are more than ``PAGES``.
    """
    asked = params
    for _ in range(PAGES):
        told = graph.get(path, **asked)
        with understanding(graph.base):
            items = items_of(told["data"])
            paging = told.get("paging") or {}
            after = str((paging.get("cursors") or {}).get("after") or "")
            more = bool(paging.get("next")) or len(items) >= PAGE
        yield from items
        if not items or not after or not more or after == asked.get("after"):
            return
        asked = {**params, "after": after}
    raise Unavailable(say("{host} has more than can be read at once."), host=graph.host)


def below(graph: Graph, post: str) -> Iterator[Any]:
    """Yield all that was written under a post, newest first; nothing where it is gone."""
    try:
        yield from listed(graph, f"{post}/conversation", fields=REPLY, reverse=True)
    except Refused as e:
        if not gone(e):
            raise
