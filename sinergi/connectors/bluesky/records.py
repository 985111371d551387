"""The record that becomes a post, byte for byte. https://docs.bsky.app/docs/advanced-guides/posts"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.bluesky.api import POST
from sinergi.connectors.bluesky.words import Mark, clean, marks
from sinergi.connectors.contract import Draft, Media

#: Letters of a key that sorts by time (https://atproto.com/specs/tid).
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
TID_LETTERS = 13
#: More pictures than this make a gallery.
IMAGES = 4


def new_key(now: datetime, key: str) -> str:
    """Return the name a post will have: its microsecond, and ten bits of the house's own key."""
    microseconds = int(now.timestamp() * 1_000_000)
    tail = int.from_bytes(hashlib.sha256(key.encode()).digest()[:2], "big") & 0x3FF
    return spelled((microseconds << 10) | tail)


def spelled(number: int) -> str:
    """Return a number of 63 bits as the name of a record."""
    letters = [LETTERS[(number >> (5 * place)) & 31] for place in range(TID_LETTERS)]
    return "".join(reversed(letters))


def stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def post(
    draft: Draft,
    *,
    created: str,
    people: Mapping[str, str],
    embed: Mapping[str, Any] | None = None,
    reply: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the record. ``people`` names the accounts (DIDs) of the handles that have one."""
    text = clean(draft.text)
    facets = [facet for mark in marks(text) if (facet := _facet(mark, people))]
    parts = {"facets": facets, "embed": embed, "reply": reply}
    told = {"$type": POST, "text": text, "createdAt": created, "langs": ["id"]}
    return told | {name: part for name, part in parts.items() if part}


def _facet(mark: Mark, people: Mapping[str, str]) -> dict[str, Any] | None:
    kind = f"app.bsky.richtext.facet#{mark.kind}"
    match mark.kind:
        case "link":
            feature = {"$type": kind, "uri": mark.value}
        case "tag":
            feature = {"$type": kind, "tag": mark.value}
        case "mention":
            if mark.value not in people:
                return None
            feature = {"$type": kind, "did": people[mark.value]}
    return {"index": {"byteStart": mark.start, "byteEnd": mark.end}, "features": [feature]}


def media(files: Sequence[Media], blobs: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return how files are shown: a video, up to four pictures, or a gallery of up to twenty."""
    if not files:
        return None
    if files[0].video:
        shown = {"$type": "app.bsky.embed.video", "video": blobs[0]}
        return shown | ({"alt": files[0].alt} if files[0].alt else {}) | _shape(files[0])
    shown_all = [
        {"image": blob, "alt": file.alt, **_shape(file)}
        for file, blob in zip(files, blobs, strict=True)
    ]
    if len(files) <= IMAGES:
        return {"$type": "app.bsky.embed.images", "images": shown_all}
    kind = "app.bsky.embed.gallery"
    square = {"aspectRatio": {"width": 1, "height": 1}}  # must be given; unknown is shown square
    items = [{"$type": f"{kind}#image", **square, **image} for image in shown_all]
    return {"$type": kind, "items": items}


def _shape(file: Media) -> dict[str, Any]:
    if file.width <= 0 or file.height <= 0:
        return {}
    return {"aspectRatio": {"width": file.width, "height": file.height}}
