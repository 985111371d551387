"""How often an account may publish in a day: Threads tells it, and we name it in time."""

from __future__ import annotations

from datetime import timedelta

from sinergi.connectors.answers import items_of, understanding
from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.graph import Graph
from sinergi.lib.text import say

#: When to try again where the account has published as often as it may in a day.
FULL = timedelta(hours=1)


def check(graph: Graph, draft: Draft) -> None:
    """Raise Unavailable when the account has published as often as it may in a day."""
    what = "reply_" if draft.reply_to else ""
    told = graph.get("me/threads_publishing_limit", fields=f"{what}quota_usage,{what}config")
    with understanding(graph.base):
        quota = items_of(told["data"])[0]
        used = int(quota[f"{what}quota_usage"])
        most = int(quota[f"{what}config"]["quota_total"])
    if used >= most:
        raise Unavailable(
            say("Threads lets this account publish {most} times in 24 hours; {used} are used."),
            retry_after=FULL,
            most=most,
            used=used,
        )
