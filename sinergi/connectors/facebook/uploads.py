"""Bringing a video to Facebook: in pieces for a post, in one stream for a reel.

https://developers.facebook.com/docs/video-api/guides/publishing (start, transfer, finish with
``published=false``) and …/reels-publishing (start, then the file to ``rupload``).
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media
from sinergi.connectors.errors import Refused
from sinergi.connectors.graph import Graph
from sinergi.connectors.graph.codes import meaning
from sinergi.connectors.graph.seeing import expired, working
from sinergi.connectors.http import call
from sinergi.lib.text import say

#: Videos are taken on by hosts of their own.
VIDEO_BASE = "https://graph-video.facebook.com/v26.0"
REEL_BASE = "https://rupload.facebook.com/video-upload/v26.0"

#: The most bytes of one piece, whatever the network would take: they are held in memory.
PIECE = 16 * 1024 * 1024

#: When to ask again how far the network is.
WAIT = timedelta(seconds=15)

#: The place in the file is another than the network expects, or its session has ended.
LOST_ITS_PLACE = {1363037, 1363030, 1363041}

#: What the network says of an upload that failed.
FAILED = {"error", "upload_failed", "expired"}
KEPT = ("video", "session", "offset", "ready")


def forget(now: dict[str, str], keep: Keep) -> None:
    for name in KEPT:
        if now.pop(name, ""):
            keep(name, "")


def note(now: dict[str, str], keep: Keep, **facts: str) -> None:
    for name, value in facts.items():
        now[name] = value
        keep(name, value)


# -- a video: pieces, each at the place the network names ------------------------------------------


def in_pieces(graph: Graph, page: str, draft: Draft, now: dict[str, str], keep: Keep) -> None:
    if now.get("offset") == "done":
        return
    upload = Graph(graph.http, base=VIDEO_BASE, token=graph.token, app_secret=graph.app_secret)
    path, media = f"{page}/videos", draft.media[0]
    if not now.get("session"):
        told = upload.post(path, repeatable=True, upload_phase="start", file_size=media.size)
        with understanding(upload.base):
            place = f"{name_of(told, 'start_offset')}-{name_of(told, 'end_offset')}"
            _place(place)
            video, session = name_of(told, "video_id"), name_of(told, "upload_session_id")
        note(now, keep, offset=place, video=video, session=session)
    try:
        _pieces(upload, path, media, now, keep)
    except Refused as e:
        if e.facts.get("subcode") not in LOST_ITS_PLACE:
            raise
        forget(now, keep)
        raise expired(graph) from e
    upload.post(
        path,
        repeatable=True,
        upload_phase="finish",
        upload_session_id=now["session"],
        description=draft.text,
        published=False,
    )
    note(now, keep, offset="done")


def _pieces(upload: Graph, path: str, media: Media, now: dict[str, str], keep: Keep) -> None:
    start, end = _place(now["offset"])
    with media.open() as file:
        while start < end:
            file.seek(start)
            piece = file.read(min(end - start, PIECE))
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
                before, (start, end) = start, _place(offset)
            if start <= before:  # it took nothing: the file will not get there this way
                forget(now, keep)
                raise working(upload, WAIT)
            note(now, keep, offset=offset)


def _place(offset: str) -> tuple[int, int]:
    start, _, end = offset.partition("-")
    return int(start), int(end)


# -- a reel: one stream, resumed where the network says it ended -----------------------------------


def in_one_stream(graph: Graph, page: str, media: Media, now: dict[str, str], keep: Keep) -> None:
    if not now.get("video"):
        told = graph.post(f"{page}/video_reels", repeatable=True, upload_phase="start")
        with understanding(graph.base):
            note(now, keep, video=name_of(told, "video_id"))
    with understanding(graph.base):
        phase = status_of(graph, now["video"]).get("uploading_phase") or {}
        if phase.get("status") == "complete":
            return
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


def status_of(graph: Graph, video: str) -> dict[str, Any]:
    told = graph.get(video, fields="status")
    with understanding(graph.base):
        return dict(told["status"])


def wait(graph: Graph, video: str, now: dict[str, str], keep: Keep, until: set[str]) -> None:
    """Raise Unavailable while the network works on the file, Refused when it cannot use it."""
    status = status_of(graph, video)
    state = str(status.get("video_status"))
    if state in FAILED:
        forget(now, keep)
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
