"""Files on their way up. Nobody sees them until a post names them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.bluesky.api import Api
from sinergi.connectors.bluesky.asking import Opener
from sinergi.connectors.contract import Keep, Progress

#: Uploads that no post names are thrown away, and no server says which are still there. Whoever
#: prepares again after so long, by the server's clock (a post that was not accepted), uploads
#: again: the same file becomes the same blob.
FRESH = timedelta(minutes=1)
Blob = dict[str, Any]


class Kept(dict[str, str]):
    """The progress as it is now: what is kept on the way is in it at once."""

    def __init__(self, progress: Progress, keep: Keep) -> None:
        super().__init__(progress)
        self._keep = keep

    def keep(self, name: str, value: str) -> None:
        self._keep(name, value)
        self[name] = value


def stored(api: Api, kept: Kept, name: str, make: Callable[[], Blob]) -> Blob:
    """Return the blob kept under ``name``, made now where none is; what named it is built anew."""
    blob = _fresh(kept, name, api.asker.moment)
    if blob is None:
        blob = make()
        if kept.get("record"):
            kept.keep("record", "")
        kept.keep(name, json.dumps({"blob": blob, "at": api.asker.moment.isoformat()}))
    return blob


def _fresh(progress: Progress, name: str, now: datetime) -> Blob | None:
    """Return what was uploaded under this name and is not too old."""
    try:
        told = json.loads(progress[name])
        at = datetime.fromisoformat(told["at"])
        return dict(told["blob"]) if now - at < FRESH else None
    except MISSHAPEN:
        return None


def upload(api: Api, opener: Opener, mime: str, size: int) -> Blob:
    """Put a file into the account's store."""
    headers = {"Content-Type": mime, "Content-Length": str(size)}
    told = api.call(
        "POST",
        "com.atproto.repo.uploadBlob",
        repeatable=True,
        opener=opener,
        headers=headers,
    )
    with understanding(api.server):
        return blob_of(told["blob"])


def blob_of(told: Any) -> Blob:
    """Return a blob as posts name it. Raises as Python does when it is none."""
    link = name_of(told["ref"], "$link")
    size = told["size"]
    if type(size) is not int:
        raise TypeError("a size is a number")
    mime = name_of(told, "mimeType")
    return {"$type": "blob", "ref": {"$link": link}, "mimeType": mime, "size": size}
