"""One piece of a video on its way to the address TikTok gave for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from sinergi.connectors.contract import Media
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable
from sinergi.connectors.http import Answer, ask
from sinergi.connectors.tiktok.api import Api
from sinergi.lib.text import say

#: The upload is closed, unknown, or holds other bytes than we think.
LOST = {403, 404, 416}


def put(
    api: Api, url: str, video: Media, start: int, end: int, *, repeatable: bool = False
) -> Answer:
    """Send one piece. The address is its own key: TikTok's token stays away from it."""
    with video.open() as file:
        file.seek(start)
        piece = file.read(end - start)
    if len(piece) != end - start:
        raise Refused(say("The file {name} is not complete."), name=video.name)
    headers = {
        "Content-Type": video.mime,
        "Content-Range": f"bytes {start}-{end - 1}/{video.size}",
    }
    return ask(
        api.http,
        "PUT",
        url,
        repeatable=repeatable,
        meaning=lost,
        secrets=parse_qs(urlsplit(url).query).get("upload_token", ()),
        headers=headers,
        content=piece,
    )


def lost(answer: httpx.Response, told: Any) -> ConnectorError | None:
    """Return that TikTok takes nothing at this address; nothing where it gives another reason."""
    reason = told.get("error") if isinstance(told, dict) else None
    if answer.status_code not in LOST or isinstance(reason, str):
        return None
    ended = say("TikTok no longer takes this upload. It is begun anew.")
    return Unavailable(ended, retry_after=timedelta(0), status=answer.status_code)
