"""What the pretend network keeps: records, files and notifications, by the rules of lexicon.py."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.bluesky.records import stamp
from sinergi.connectors.bluesky.tests import lexicon
from sinergi.connectors.bluesky.tests.asked import Asked, Told

POST, LIKE = "app.bsky.feed.post", "app.bsky.feed.like"
OFFICE, WARGA = "did:plc:kecamatancibinong234567", "did:plc:wargabogor2345672345672"
HANDLES = {OFFICE: "cibinong.bsky.social", WARGA: "warga.bsky.social"}
TID = r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}"

Value = dict[str, Any]


@dataclass(slots=True)
class Store:
    """What accounts posted, their files, and who was told of it."""

    records: dict[str, tuple[str, Value]] = field(default_factory=dict)
    blobs: dict[str, int] = field(default_factory=dict)
    notes: list[Value] = field(default_factory=list)
    #: Likes by their own address, and what they like.
    likes: dict[str, str] = field(default_factory=dict)
    #: Whether posts are shown with our like: it takes a moment until the network knows.
    tells_likes: bool = True
    #: Whether posts are shown at all: what is new is shown a moment later.
    shows_posts: bool = True

    def blob(self, asked: Asked) -> Value:
        content = asked.request.content
        assert asked.request.headers["Content-Length"] == str(len(content))
        link = cid(content)
        self.blobs[link] = len(content)
        mime = asked.request.headers["Content-Type"]
        return {"$type": "blob", "ref": {"$link": link}, "mimeType": mime, "size": len(content)}

    def _there(self, blob: Value) -> None:
        link = blob["ref"]["$link"]
        if self.blobs.get(link) != blob["size"]:
            raise lexicon.Wrong(f"Could not find blob: {link}", "BlobNotFound")

    def _record(self, given: Value) -> Value:
        uri = f"at://{given['repo']}/{given['collection']}/{given['rkey']}"
        if uri not in self.records:
            raise Told(400, "RecordNotFound", f"Could not locate record: {uri}")
        link, value = self.records[uri]
        return {"uri": uri, "cid": link, "value": value}

    def _put(self, given: Value, did: str) -> Value:
        assert given["repo"] == did
        uri = f"at://{did}/{given['collection']}/{given['rkey']}"
        assert re.fullmatch(TID, given["rkey"])
        if given["collection"] == LIKE:
            return self._like(uri, given["record"])
        try:
            lexicon.post(given["record"], self._there)
        except lexicon.Wrong as e:
            raise Told(400, e.code, str(e)) from e
        link = cid(json.dumps(given["record"], sort_keys=True).encode())
        before = self.records.get(uri)
        if before and before[0] == link:
            return {"uri": uri, "cid": link, "validationStatus": "valid"}
        if before and "swapRecord" in given and given["swapRecord"] is None:
            raise Told(400, "InvalidSwap", f"Record was at {before[0]}")
        self.write(did, given["record"], given["rkey"])
        return {"uri": uri, "cid": link, "validationStatus": "valid"}

    def _like(self, uri: str, record: Value) -> Value:
        lexicon.like(record)
        if uri in self.likes:
            raise Told(400, "InvalidSwap", "Record was there")
        self.likes[uri] = str(record["subject"]["uri"])
        link = cid(json.dumps(record, sort_keys=True).encode())
        return {"uri": uri, "cid": link, "validationStatus": "valid"}

    def write(self, did: str, record: Value, key: str = "") -> str:
        """Put a record where it belongs, and let people know."""
        uri = f"at://{did}/{POST}/{key or '3' + secrets.token_hex(6).translate(DIGITS)}"
        self.records[uri] = (cid(json.dumps(record, sort_keys=True).encode()), record)
        parent = record.get("reply", {}).get("parent", {}).get("uri", "")
        if did != OFFICE and OFFICE in parent:
            self.notify(uri, "reply", parent)
        elif did != OFFICE and OFFICE in json.dumps(record.get("facets", [])):
            self.notify(uri, "mention")
        return uri

    def notify(self, uri: str, reason: str, subject: str = "", at: str = "") -> None:
        did = uri.split("/")[2]
        note = {
            "uri": uri,
            "cid": self.records[uri][0] if uri in self.records else cid(uri.encode()),
            "author": {"did": did, "handle": HANDLES[did], "displayName": "Warga"},
            "reason": reason,
            "record": self.records[uri][1] if uri in self.records else {},
            "isRead": False,
            "indexedAt": at or stamp(datetime.now(UTC)),
        }
        self.notes.append(note | ({"reasonSubject": subject} if subject else {}))

    def _delete(self, given: Value, did: str) -> Value:
        assert given["repo"] == did
        uri = f"at://{did}/{given['collection']}/{given['rkey']}"
        self.records.pop(uri, None)
        self.likes.pop(uri, None)
        return {"commit": {"cid": "bafy", "rev": "3k"}}

    # -- what the public sees --------------------------------------------------------------------

    def _seen(self, method: str, given: Value, did: str) -> Value:
        match method:
            case "app.bsky.notification.listNotifications":
                return self._notes(given)
            case "app.bsky.feed.getPosts":
                assert len(given["uris"]) <= 25
                there = [u for u in given["uris"] if self.shows_posts and u in self.records]
                return {"posts": [self._post(uri) for uri in there]}
            case "app.bsky.actor.getProfile":
                told = {"followersCount": 12, "followsCount": 3, "postsCount": len(self.records)}
                return {"did": did, "handle": HANDLES[did], **told}
        raise AssertionError(f"{method} is not here")

    def _post(self, uri: str) -> Value:
        below = [
            value
            for _, value in self.records.values()
            if value.get("reply", {}).get("parent", {}).get("uri") == uri
        ]
        counts = {"likeCount": 3, "repostCount": 1, "replyCount": len(below), "quoteCount": 0}
        mine = [like for like, liked in self.likes.items() if liked == uri and OFFICE in like]
        seen = {"viewer": {"like": mine[0]} if mine and self.tells_likes else {}}
        link, record = self.records[uri]
        return {"uri": uri, "cid": link, "record": record, **counts, **seen}

    def _notes(self, given: Value) -> Value:
        limit = int(given.get("limit", 50))
        assert 1 <= limit <= 100
        newest = sorted(self.notes, key=lambda note: str(note["indexedAt"]), reverse=True)
        start = int(given.get("cursor", "0"))
        page = newest[start : start + limit]
        more = {"cursor": str(start + limit)} if start + limit < len(newest) else {}
        return {"notifications": page, **more}


#: Digits that no key of a record may hold, and what stands for them.
DIGITS = str.maketrans("0189", "wxyz")


def cid(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return "bafkrei" + base64.b32encode(digest).decode().casefold().rstrip("=")
