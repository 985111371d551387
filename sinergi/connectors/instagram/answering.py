"""Comments on Instagram: answering them, and looking for an answer of ours.

A comment is known as MEDIA/COMMENT, a post that mentions us as MEDIA_ACCOUNT: both say how they are
answered. https://developers.facebook.com/docs/instagram-platform/comment-moderation
"""

from __future__ import annotations

from datetime import datetime

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.graph import Graph, moment
from sinergi.connectors.graph.messages import Box, is_message
from sinergi.connectors.graph.seeing import SKEW, unseen
from sinergi.connectors.graph.words import essence
from sinergi.connectors.instagram.publishing import permalink
from sinergi.lib.text import say

HOME = "https://www.instagram.com/"
OURS = "id,text,timestamp,username"


def private(draft: Draft) -> bool:
    return draft.direct or is_message(draft.reply_to or "")


def address(graph: Graph, remote_id: str) -> str:
    """Return where people read a comment: below its post."""
    return permalink(graph, remote_id.partition("/")[0].partition("_")[0]) or HOME


def publish(graph: Graph, account: str, box: Box, draft: Draft) -> Published:
    if draft.media:
        raise Refused(say("An answer on Instagram is text: attach nothing, or send it by hand."))
    if private(draft):
        return box.send(draft)
    answered = str(draft.reply_to)
    media, url = answered.partition("/")[0].partition("_")[0], address(graph, answered)
    if "_" in answered:
        told = graph.post(f"{account}/mentions", media_id=media, message=draft.text)
    elif "/" in answered:
        told = graph.post(f"{_top(graph, answered)}/replies", message=draft.text)
    else:
        told = graph.post(f"{media}/comments", message=draft.text)
    try:
        return Published(f"{media}/{name_of(told, 'id')}", url)
    except MISSHAPEN as e:
        took = say("Instagram took the answer but did not say which it became.")
        raise Unconfirmed(took) from e


def _top(graph: Graph, answered: str) -> str:
    """Return the comment an answer goes below: answers are not answered themselves."""
    comment = answered.rpartition("/")[2]
    told = graph.find(comment, fields="parent_id") or {}
    with understanding(graph.base):
        return name_of(told, "parent_id") if told.get("parent_id") else comment


def find(
    graph: Graph, account: str, box: Box, draft: Draft, since: datetime, known: frozenset[str]
) -> Published | None:
    if private(draft):
        found = box.find(draft, since - SKEW, known)
    else:
        found = _comment(graph, account, draft, since - SKEW, known)
    if found is None:
        unseen(graph, since)
    return found


def _comment(
    graph: Graph, account: str, draft: Draft, since: datetime, known: frozenset[str]
) -> Published | None:
    answered = str(draft.reply_to)
    media = answered.partition("/")[0].partition("_")[0]
    place = f"{_top(graph, answered)}/replies" if "/" in answered else f"{media}/comments"
    me, fits = username(graph, account), list[tuple[datetime, str]]()
    for comment in graph.listed(place, fields=OURS):
        with understanding(graph.base):
            at, made = moment(comment["timestamp"]), f"{media}/{name_of(comment, 'id')}"
            same = essence(str(comment.get("text") or "")) == essence(draft.text)
            if comment["username"] == me and same and at >= since and made not in known:
                fits.append((at, made))
    return Published(min(fits)[1], address(graph, answered)) if fits else None


def username(graph: Graph, account: str) -> str:
    told = graph.get(account, fields="username")
    with understanding(graph.base):
        return name_of(told, "username")
