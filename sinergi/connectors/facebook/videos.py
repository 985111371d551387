"""A video and a reel: uploaded in pieces, worked on by the network, then published by its id.

https://developers.facebook.com/docs/video-api/guides/publishing (start, transfer, finish with
``published=false``; then ``published=true`` on the video) and …/reels-publishing (start, upload to
rupload, finish with ``video_state=PUBLISHED``).
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import Refused
from sinergi.connectors.facebook.card import REEL_SECONDS
from sinergi.connectors.graph import Graph, flag
from sinergi.connectors.graph.codes import meaning
from sinergi.connectors.graph.seeing import confirmed, expired, working
from sinergi.connectors.http import call
from sinergi.lib.text import say

#: Videos are taken on by hosts of their own.
VIDEO_BASE = "https://graph-video.facebook.com/v26.0"
REEL_BASE = "https://rupload.facebook.com/video-upload/v26.0"

#: When to ask again how far the network is.
WAIT = timedelta(seconds=15)

#: The place in the file is another than the network expects, or its session has ended.
LOST_ITS_PLACE = {1363037, 1363030, 1363041}

#: What the network says of an upload that is complete, and of one that failed.
TAKEN = {"upload_complete", "processing", "ready"}
FAILED = {"error", "upload_failed", "expired"}

KEPT = ("video", "session", "offset", "ready")


def is_reel(draft: Draft) -> bool:
    return draft.options.get("format") == "reel"


def prepare(graph: Graph, page: str, draft: Draft, progress: Progress, keep: Keep) -> None:
    media, now = draft.media[0], dict(progress)
    if now.get("video") and graph.find(now["video"], fields="status") is None:
        _forget(now, keep)
    if now.get("ready"):
        return
    if is_reel(draft):
        _fits(media)
        _reel(graph, page, media, now, keep)
    else:
        _video(graph, page, draft, now, keep)
    _wait(graph, now["video"], now, keep, TAKEN if is_reel(draft) else {"ready"})
    keep("ready", "1")


def _fits(media: Media) -> None:
    least, most = REEL_SECONDS
    if media.seconds and not least <= media.seconds <= most:
        said = say("A Facebook reel lasts {least} to {most} seconds; this one has {seconds}.")
        raise Refused(said, least=least, most=most, seconds=round(media.seconds))


def _forget(now: dict[str, str], keep: Keep) -> None:
    for name in KEPT:
        if now.pop(name, ""):
            keep(name, "")


def _note(now: dict[str, str], keep: Keep, **facts: str) -> None:
    for name, value in facts.items():
        now[name] = value
        keep(name, value)


# -- a video: pieces, each at the place the network names ------------------------------------------


def _video(graph: Graph, page: str, draft: Draft, now: dict[str, str], keep: Keep) -> None:
    if now.get("offset") == "done":
        return
    upload = Graph(graph.http, base=VIDEO_BASE, token=graph.token, app_secret=graph.app_secret)
    path, media = f"{page}/videos", draft.media[0]
    if not now.get("session"):
        told = upload.post(path, repeatable=True, upload_phase="start", file_size=media.size)
        with understanding(upload.base):
            place = f"{name_of(told, 'start_offset')}-{name_of(told, 'end_offset')}"
            video, session = name_of(told, "video_id"), name_of(told, "upload_session_id")
        _note(now, keep, offset=place, video=video, session=session)
    try:
        _pieces(upload, path, media, now, keep)
    except Refused as e:
        if e.facts.get("subcode") not in LOST_ITS_PLACE:
            raise
        _forget(now, keep)
        raise expired(graph) from e
    upload.post(
        path,
        repeatable=True,
        upload_phase="finish",
        upload_session_id=now["session"],
        description=draft.text,
        published=False,
    )
    _note(now, keep, offset="done")


def _pieces(upload: Graph, path: str, media: Media, now: dict[str, str], keep: Keep) -> None:
    start, end = _place(now["offset"])
    with media.open() as file:
        while start < end:
            file.seek(start)
            piece = file.read(end - start)
            told = upload.post(
                path,
                repeatable=True,
                files={"video_file_chunk": (media.name, piece, media.mime)},
                upload_phase="transfer",
                upload_session_id=now["session"],
                start_offset=start,
            )
            with understanding(upload.base):
                offset = f"{name_of(told, 'start_offset')}-{name_of(told, 'end_offset')}"
                start, end = _place(offset)
            _note(now, keep, offset=offset)


def _place(offset: str) -> tuple[int, int]:
    start, _, end = offset.partition("-")
    return int(start), int(end)


# -- a reel: one stream, resumed where the network says it ended -----------------------------------


def _reel(graph: Graph, page: str, media: Media, now: dict[str, str], keep: Keep) -> None:
    if not now.get("video"):
        told = graph.post(f"{page}/video_reels", repeatable=True, upload_phase="start")
        with understanding(graph.base):
            _note(now, keep, video=name_of(told, "video_id"))
    phase = _status(graph, now["video"]).get("uploading_phase") or {}
    if phase.get("status") == "complete":
        return
    with understanding(graph.base):
        begun = int(phase.get("bytes_transferred") or phase.get("bytes_transfered") or 0)
    with media.open() as file:
        file.seek(begun)
        sizes = {"offset": str(begun), "file_size": str(media.size)}
        length = {"Content-Length": str(media.size - begun)}
        told = call(
            graph.http,
            "POST",
            f"{REEL_BASE}/{now['video']}",
            repeatable=True,
            meaning=partial(meaning, harmless=True),
            headers={"Authorization": f"OAuth {graph.token}", **sizes, **length},
            content=file,
        )
    if not isinstance(told, dict) or told.get("success") is not True:
        raise working(graph, WAIT)


def _status(graph: Graph, video: str) -> dict[str, Any]:
    told = graph.get(video, fields="status")
    with understanding(graph.base):
        return dict(told["status"])


def _wait(graph: Graph, video: str, now: dict[str, str], keep: Keep, until: set[str]) -> None:
    """Raise Unavailable while the network works on the file, Refused when it cannot use it."""
    status = _status(graph, video)
    state = status.get("video_status")
    if state in FAILED:
        _forget(now, keep)
        reason = _reason(status)
        raise Refused(say("Facebook cannot use the video: {reason}"), reason=reason)
    if state not in until:
        raise working(graph, WAIT)


def _reason(status: dict[str, Any]) -> str:
    for name in ("uploading_phase", "processing_phase", "publishing_phase"):
        phase = status.get(name)
        for error in (phase.get("errors") or ()) if isinstance(phase, dict) else ():
            if isinstance(error, dict) and error.get("message"):
                return str(error["message"])[:200]
    return str(status.get("video_status"))


# -- out ------------------------------------------------------------------------------------------


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
