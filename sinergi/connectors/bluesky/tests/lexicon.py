"""What the network's description (its lexicons) says of requests, answers and records.

The real servers of tests/real hold the connector against their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sinergi.connectors import graphemes

#: Of each method: what may be asked, what must be asked, what its answer must hold.
METHODS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "com.atproto.server.createSession": (
        {"identifier", "password"},
        {"identifier", "password"},
        {"accessJwt", "refreshJwt", "handle", "did"},
    ),
    "com.atproto.server.refreshSession": (
        set(),
        set(),
        {"accessJwt", "refreshJwt", "handle", "did"},
    ),
    "com.atproto.server.getSession": (set(), set(), {"handle", "did"}),
    "com.atproto.server.getServiceAuth": ({"aud", "exp", "lxm"}, {"aud"}, {"token"}),
    "com.atproto.identity.resolveHandle": ({"handle"}, {"handle"}, {"did"}),
    "com.atproto.repo.getRecord": (
        {"repo", "collection", "rkey", "cid"},
        {"repo", "collection", "rkey"},
        {"uri", "value"},
    ),
    "com.atproto.repo.putRecord": (
        {"repo", "collection", "rkey", "record", "validate", "swapRecord", "swapCommit"},
        {"repo", "collection", "rkey", "record"},
        {"uri", "cid"},
    ),
    "com.atproto.repo.deleteRecord": (
        {"repo", "collection", "rkey", "swapRecord", "swapCommit"},
        {"repo", "collection", "rkey"},
        set(),
    ),
    "com.atproto.repo.uploadBlob": (set(), set(), {"blob"}),
    "app.bsky.notification.listNotifications": (
        {"reasons", "limit", "priority", "cursor", "seenAt"},
        set(),
        {"notifications"},
    ),
    "app.bsky.feed.getPosts": ({"uris"}, {"uris"}, {"posts"}),
    "app.bsky.actor.getProfile": ({"actor"}, {"actor"}, {"did", "handle"}),
    "app.bsky.video.uploadVideo": ({"did", "name"}, {"did", "name"}, {"jobId", "did", "state"}),
    "app.bsky.video.getJobStatus": ({"jobId"}, {"jobId"}, {"jobStatus"}),
}
NOTE = {"uri", "cid", "author", "reason", "record", "isRead", "indexedAt"}
EMBEDS = {"images", "video", "gallery", "external"}
IMAGE = 2_000_000


class Wrong(Exception):
    """What a server says of a record that is not as described: a code and words."""

    def __init__(self, words: str, code: str = "InvalidRequest") -> None:
        super().__init__(words)
        self.code = code


def request_fits(method: str, asked: dict[str, Any]) -> None:
    """Fail the test where a request holds what the description does not know, or lacks a part."""
    known, needed, _ = METHODS[method]
    assert set(asked) <= known, f"{method} knows no {set(asked) - known}"
    assert needed <= set(asked), f"{method} needs {needed - set(asked)}"


def answer_fits(method: str, told: dict[str, Any]) -> None:
    """Fail the test where this stand-in answers what the network would not."""
    needed = METHODS[method][2]
    assert needed <= set(told), f"{method} always tells {needed - set(told)}"
    for note in told.get("notifications", ()):
        assert set(note) >= NOTE
        moment(note["indexedAt"])


def post(record: dict[str, Any], blob: Callable[[dict[str, Any]], None]) -> None:
    """Raise Wrong where a record is no post; ``blob`` raises for one that is not there."""
    known = {"$type", "text", "facets", "reply", "embed", "langs", "labels", "tags", "createdAt"}
    assert set(record) <= known, f"a post has no {set(record) - known}"
    text = record["text"]
    if graphemes.count(text) > 300:
        raise Wrong("Invalid app.bsky.feed.post record: grapheme too big (maximum 300) at $.text")
    if len(text.encode()) > 3000:
        raise Wrong("Invalid app.bsky.feed.post record: string too big (maximum 3000) at $.text")
    assert len(record.get("langs", ())) <= 3
    moment(record["createdAt"])
    for facet in record.get("facets", ()):
        _facet(facet, text.encode())
    if "reply" in record:
        for end in ("root", "parent"):
            assert set(record["reply"][end]) == {"uri", "cid"}
    if "embed" in record:
        _embed(record["embed"], blob)


def like(record: dict[str, Any]) -> None:
    """Fail the test where a record is no like (app.bsky.feed.like)."""
    assert set(record) == {"$type", "subject", "createdAt"}
    assert record["$type"] == "app.bsky.feed.like"
    assert set(record["subject"]) == {"uri", "cid"}
    moment(record["createdAt"])


def moment(words: str) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", words), words
    datetime.fromisoformat(words)


def _facet(facet: dict[str, Any], text: bytes) -> None:
    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    assert 0 <= start < end <= len(text)
    shown = text[start:end].decode()  # cuts no letter in two
    for feature in facet["features"]:
        match feature:
            case {"$type": "app.bsky.richtext.facet#link", "uri": uri}:
                assert uri.startswith(("http://", "https://"))
            case {"$type": "app.bsky.richtext.facet#tag", "tag": tag}:
                assert shown[1:] == tag
                assert graphemes.count(tag) <= 64
            case {"$type": "app.bsky.richtext.facet#mention", "did": did}:
                assert did.startswith("did:")
                assert shown.startswith("@")
            case _:
                raise AssertionError(f"no facet is called {feature}")


def _embed(embed: dict[str, Any], blob: Callable[[dict[str, Any]], None]) -> None:
    kind = embed["$type"].removeprefix("app.bsky.embed.")
    assert kind in EMBEDS
    match kind:
        case "images":
            if len(embed["images"]) > 4:
                raise Wrong("array too big (maximum 4) at $.record.embed.images")
            for image in embed["images"]:
                _image(image, blob)
        case "gallery":
            if len(embed["items"]) > 20:
                raise Wrong("array too big (maximum 20) at $.record.embed.items")
            for image in embed["items"]:
                assert image["$type"] == "app.bsky.embed.gallery#image"
                assert image["aspectRatio"]["width"] >= 1
                _image({n: v for n, v in image.items() if n != "$type"}, blob)
        case "video":
            assert set(embed) <= {"$type", "video", "captions", "alt", "aspectRatio"}
            assert embed["video"]["mimeType"] == "video/mp4"
            blob(embed["video"])
        case "external":
            card = embed["external"]
            assert {"uri", "title", "description"} <= set(card)
            if "thumb" in card:
                assert card["thumb"]["size"] <= 1_000_000
                blob(card["thumb"])


def _image(image: dict[str, Any], blob: Callable[[dict[str, Any]], None]) -> None:
    assert set(image) <= {"image", "alt", "aspectRatio"}
    assert isinstance(image["alt"], str)
    if image["image"]["size"] > IMAGE:
        raise Wrong(f"blob too big (maximum {IMAGE}) at $.record.embed.images")
    assert image["image"]["mimeType"].startswith("image/")
    blob(image["image"])
