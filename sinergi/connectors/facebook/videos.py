"""A video and a reel: uploaded, worked on by the network, then published by its id.

https://developers.facebook.com/docs/video-api/guides/publishing (``published=true`` on the video)
and …/reels-publishing (finish with ``video_state=PUBLISHED``).
"""

from __future__ import annotations

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import Refused
from sinergi.connectors.facebook import uploads
from sinergi.connectors.facebook.card import REEL_LEAST_SIDE, REEL_RATES, REEL_SECONDS
from sinergi.connectors.graph import Graph, flag
from sinergi.connectors.graph.seeing import confirmed, expired
from sinergi.lib.text import say

#: What the network says of an upload it has taken; a reel is worked on after it was published.
TAKEN = {"upload_complete", "processing", "ready"}


def is_reel(draft: Draft) -> bool:
    return draft.options.get("format") == "reel"


def prepare(graph: Graph, page: str, draft: Draft, progress: Progress, keep: Keep) -> None:
    media, now = draft.media[0], dict(progress)
    if now.get("video") and graph.find(now["video"], fields="status") is None:
        uploads.forget(now, keep)
    if now.get("ready"):
        return
    if is_reel(draft):
        fits(media)
        uploads.in_one_stream(graph, page, media, now, keep)
    else:
        uploads.in_pieces(graph, page, draft, now, keep)
    uploads.wait(graph, now["video"], now, keep, TAKEN if is_reel(draft) else {"ready"})
    keep("ready", "1")


def fits(media: Media) -> None:
    """Raise Refused for a video too short, long or small for a reel, or of too few or many frames
    a second.
    """
    least, most = REEL_SECONDS
    if media.seconds and not least <= media.seconds <= most:
        said = say("A Facebook reel lasts {least} to {most} seconds; this one has {seconds}.")
        raise Refused(said, least=least, most=most, seconds=round(media.seconds))
    if media.width and min(media.width, media.height) < REEL_LEAST_SIDE:
        said = say("A Facebook reel has at least {least} pixels a side; this one has {pixels}.")
        raise Refused(said, least=REEL_LEAST_SIDE, pixels=min(media.width, media.height))
    fewest, most = REEL_RATES
    if media.rate and not fewest - 0.5 <= media.rate <= most + 0.5:  # 23.976 is called 24
        said = say("A Facebook reel has {least} to {most} frames a second; this one {rate}.")
        raise Refused(said, least=fewest, most=most, rate=f"{media.rate:.3g}")


def publish(graph: Graph, page: str, draft: Draft, progress: Progress) -> Published:
    video = progress.get("video", "")
    out = _out(graph, draft, video) if video else None
    if out is None:
        raise expired(graph)
    if not out and is_reel(draft):
        told = graph.post(
            f"{page}/video_reels",
            video_id=video,
            upload_phase="finish",
            video_state="PUBLISHED",
            description=draft.text,
        )
        confirmed(graph, told)
    elif not out:
        confirmed(graph, graph.post(video, published=True))
    return _published(page, draft, video)


def find(
    graph: Graph, page: str, draft: Draft, progress: Progress, known: frozenset[str]
) -> Published | None:
    video = progress.get("video", "")
    if not video or video in known:
        return None
    return _published(page, draft, video) if _out(graph, draft, video) else None


def _out(graph: Graph, draft: Draft, video: str) -> bool | None:
    """True when the public sees it or the network has begun to show it; nothing: it is gone."""
    told = graph.find(video, fields="status,published")
    if told is None:
        return None
    with understanding(graph.base):
        if not is_reel(draft):
            return flag(told["published"])
        phase = dict(told["status"])["publishing_phase"]
        return phase["status"] in {"complete", "in_progress"}


def _published(page: str, draft: Draft, video: str) -> Published:
    place = f"reel/{video}" if is_reel(draft) else f"{page}/videos/{video}/"
    return Published(video, f"https://www.facebook.com/{place}")
