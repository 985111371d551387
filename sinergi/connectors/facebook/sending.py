"""What goes out, by its kind: an answer, a video or reel, or a post."""

from __future__ import annotations

from datetime import datetime

from sinergi.connectors.contract import Draft, Keep, Progress, Published
from sinergi.connectors.errors import Refused
from sinergi.connectors.facebook import answering, posts, videos
from sinergi.connectors.graph import Graph
from sinergi.connectors.graph.messages import Box
from sinergi.lib.text import say


def check(draft: Draft) -> None:
    """Raise Refused for what no post, video or reel of a page holds."""
    if _video(draft) and videos.is_reel(draft):
        videos.fits(draft.media[0])


def prepare(graph: Graph, page: str, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Do all that nobody sees. Raises Unavailable while the network works on a video."""
    if draft.reply_to:
        answering.prepare(graph, page, draft, progress, keep)
    elif _video(draft):
        videos.prepare(graph, page, draft, progress, keep)
    else:
        posts.prepare(graph, page, draft, progress, keep)


def publish(graph: Graph, box: Box, draft: Draft, progress: Progress) -> Published:
    if draft.reply_to:
        return answering.publish(graph, box, draft, progress)
    if _video(draft):
        return videos.publish(graph, box.page, draft, progress)
    return posts.publish(graph, draft, progress)


def find(
    graph: Graph, box: Box, draft: Draft, progress: Progress, *, since: datetime,
    known: frozenset[str],
) -> Published | None:  # fmt: skip
    if draft.reply_to:
        return answering.find(graph, box, draft, since, known)
    if _video(draft):
        return videos.find(graph, box.page, draft, progress, known)
    return posts.find(graph, box.page, draft, progress, since, known)


def _video(draft: Draft) -> bool:
    """True for one video. Raises Refused for what no post of a page holds."""
    videos_ = sum(media.video for media in draft.media)
    if videos_ and len(draft.media) > 1:
        raise Refused(say("A Facebook post holds photos or one video, not both."))
    if videos.is_reel(draft) and not videos_:
        raise Refused(say("A reel on Facebook needs one video."))
    return bool(videos_)
