"""Comments: answering them, and looking for an answer of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Progress, Published
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.facebook.posts import photographed
from sinergi.connectors.graph import Graph, gone, moment
from sinergi.connectors.graph.messages import Box, is_message
from sinergi.connectors.graph.seeing import SKEW, unseen
from sinergi.connectors.graph.words import essence
from sinergi.lib.text import say

OURS = "id,from,message,created_time"


def private(draft: Draft) -> bool:
    return draft.direct or is_message(draft.reply_to or "")


def prepare(graph: Graph, page: str, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Upload the one picture a comment may hold."""
    if private(draft) or not draft.media:
        return
    if len(draft.media) > 1 or draft.media[0].video:
        raise Refused(say("A comment on Facebook holds one picture."))
    photographed(graph, page, draft.media, progress, keep)


def publish(graph: Graph, box: Box, draft: Draft, progress: Progress) -> Published:
    if private(draft):
        return box.send(draft)
    told = graph.post(
        f"{draft.reply_to}/comments",
        message=draft.text,
        attachment_id=progress.get("photo0") or None,
    )
    try:
        made = name_of(told, "id")
    except MISSHAPEN as e:
        took = say("{host} took the answer but did not say which it became.")
        raise Unconfirmed(took, host=graph.host) from e
    return Published(made, address(made, box.page))


def like(graph: Graph, remote_id: str, *, liked: bool) -> None:
    """Like a comment or post as the page; of what is gone there is no like to take back."""
    if liked:
        graph.post(f"{remote_id}/likes", repeatable=True)
        return
    try:
        graph.delete(f"{remote_id}/likes")
    except Refused as e:
        if not gone(e):
            raise


def find(
    graph: Graph, box: Box, draft: Draft, since: datetime, known: frozenset[str]
) -> Published | None:
    if private(draft):
        found = box.find(draft, since - SKEW, known)
    else:
        found = _comment(graph, box.page, draft, since - SKEW, known)
    if found is None:
        unseen(graph, since)
    return found


def _comment(
    graph: Graph, page: str, draft: Draft, since: datetime, known: frozenset[str]
) -> Published | None:
    fits: list[tuple[datetime, str]] = []
    for comment in _below(graph, page, str(draft.reply_to)):
        with understanding(graph.base):
            at, made = moment(comment["created_time"]), name_of(comment, "id")
            mine = str((comment.get("from") or {}).get("id") or page) == page
            same = essence(str(comment.get("message") or "")) == essence(draft.text)
            if mine and same and at >= since and made not in known:
                fits.append((at, made))
    return Published(min(fits)[1], address(min(fits)[1], page)) if fits else None


def _below(graph: Graph, page: str, answered: str) -> Iterator[dict[str, Any]]:
    """Yield what stands under a post or comment; an answer to an answer stands beside it."""
    post, _, comment = answered.partition("_")
    places = [answered] if not comment or post == page else [answered, f"{page}_{post}"]
    for place in places:
        try:
            yield from graph.listed(
                f"{place}/comments", filter="stream", order="reverse_chronological", fields=OURS
            )
        except Refused as e:
            if not gone(e) or place == answered:
                raise


def address(remote_id: str, page: str) -> str:
    """Return where a person reads a post or comment."""
    post, _, comment = remote_id.partition("_")
    if comment and post != page:
        return f"https://www.facebook.com/{post}?comment_id={comment}"
    return f"https://www.facebook.com/{remote_id}"
