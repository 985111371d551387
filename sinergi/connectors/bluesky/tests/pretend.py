"""The network in memory: one server with accounts, what they posted, and who heard of it.

It answers as the reference servers were seen to answer (tests/real), and fails the test that asks
it for something the network's description does not know.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from sinergi.connectors.bluesky.records import stamp
from sinergi.connectors.bluesky.tests import lexicon
from sinergi.connectors.bluesky.tests.asked import Asked, Told
from sinergi.connectors.bluesky.tests.gate import HOME, ISSUER, Gate, token
from sinergi.connectors.bluesky.tests.videos import Videos

POST = "app.bsky.feed.post"
OFFICE, WARGA = "did:plc:kecamatancibinong234567", "did:plc:wargabogor2345672345672"
HANDLES = {OFFICE: "cibinong.bsky.social", WARGA: "warga.bsky.social"}
PASSWORD = "abcd-efgh-ijkl-mnop"
TID = r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}"

Value = dict[str, Any]


@dataclass(slots=True)
class Network:
    """``asked`` holds every request, in order; ``pages`` what stands at other addresses."""

    gate: Gate = field(default_factory=Gate)
    videos: Videos = field(default_factory=Videos)
    records: dict[str, tuple[str, Value]] = field(default_factory=dict)
    blobs: dict[str, int] = field(default_factory=dict)
    notes: list[Value] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)
    refreshes: dict[str, str] = field(default_factory=dict)
    pages: dict[str, httpx.Response] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    #: Called with the next request, before it is answered; may raise Told.
    next_trouble: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def transport(self) -> httpx.BaseTransport:
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        asked = Asked(request)
        with self.lock:
            self.asked.append(asked)
            try:
                return self._answer(asked)
            except Told as told:
                return told.answer

    def _answer(self, asked: Asked) -> httpx.Response:
        for trouble in list(self.next_trouble):
            if trouble[0] in asked.path:
                self.next_trouble.remove(trouble)
                trouble[1]()
        if str(asked.request.url) in self.pages:
            return self.pages[str(asked.request.url)]
        server = f"https://{asked.host}"
        if server == "https://plc.directory":
            return self._document(asked.path.strip("/"))
        if server == "https://video.bsky.app":
            return self._video(asked)
        assert server in {ISSUER, HOME}, f"nobody is at {asked.request.url}"
        if not asked.path.startswith("/xrpc/"):
            return self._gate(asked, server)
        assert asked.method in lexicon.METHODS, f"no method is called {asked.method}"
        lexicon.request_fits(asked.method, asked.given)
        told = self._signed_out(asked) or self._signed_in(asked, self._who(asked))
        lexicon.answer_fits(asked.method, told)
        return self._nonced(httpx.Response(200, json=told))

    def _nonced(self, answer: httpx.Response) -> httpx.Response:
        answer.headers["DPoP-Nonce"] = self.gate.nonce
        return answer

    # -- signing in ------------------------------------------------------------------------------

    def _gate(self, asked: Asked, server: str) -> httpx.Response:
        match asked.path:
            case "/.well-known/oauth-protected-resource" if server == HOME:
                told = {"resource": HOME, "authorization_servers": [ISSUER]}
                return httpx.Response(200, json=told)
            case "/.well-known/oauth-authorization-server" if server == ISSUER:
                return httpx.Response(200, json=self.gate.metadata())
            case "/oauth/par" if server == ISSUER:
                return self._nonced(httpx.Response(201, json=self.gate.push(asked)))
            case "/oauth/token" if server == ISSUER:
                return self._nonced(httpx.Response(200, json=self.gate.tokens(asked)))
        return httpx.Response(404, text="Not Found")

    def _document(self, did: str) -> httpx.Response:
        return httpx.Response(200, json=self.document(did))

    def document(self, did: str) -> Value:
        service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer"}
        return {"id": did, "service": [{**service, "serviceEndpoint": HOME}]}

    def _session(self, did: str) -> Value:
        access = token(did, "com.atproto.appPassPrivileged")
        refresh = token(did, "com.atproto.refresh")
        self.sessions[access], self.refreshes[refresh] = did, did
        told = {"accessJwt": access, "refreshJwt": refresh, "didDoc": self.document(did)}
        return {**told, "did": did, "handle": HANDLES[did], "active": True}

    def _who(self, asked: Asked) -> str:
        kind, given = asked.authorization
        if kind == "DPoP":
            return self.gate.holder(asked, given)
        if not given:
            raise Told(401, "AuthMissing", "Authentication Required")
        if given not in self.sessions:
            raise Told(400, "InvalidToken", "Token could not be verified")
        return self.sessions[given]

    def _signed_out(self, asked: Asked) -> Value | None:
        match asked.method:
            case "com.atproto.server.createSession":
                named = asked.body["identifier"]
                did = next((d for d, h in HANDLES.items() if named in {d, h}), "")
                if not did or asked.body["password"] != PASSWORD:
                    raise Told(401, "AuthenticationRequired", "Invalid identifier or password")
                return self._session(did)
            case "com.atproto.server.refreshSession":
                did = self.refreshes.pop(asked.authorization[1], "")
                if not did:
                    raise Told(400, "ExpiredToken", "Token has been revoked")
                return self._session(did)
        return None

    # -- records ---------------------------------------------------------------------------------

    def _signed_in(self, asked: Asked, did: str) -> Value:
        given = asked.given
        match asked.method:
            case "com.atproto.server.getSession":
                return {"did": did, "handle": HANDLES[did], "active": True, "emailConfirmed": True}
            case "com.atproto.server.getServiceAuth":
                assert given["aud"] == f"did:web:{HOME.removeprefix('https://')}"
                return {"token": self.videos.lend(given["lxm"])}
            case "com.atproto.identity.resolveHandle":
                found = next((d for d, h in HANDLES.items() if h == given["handle"]), None)
                if found is None:
                    raise Told(400, "InvalidRequest", "Unable to resolve handle")
                return {"did": found}
            case "com.atproto.repo.uploadBlob":
                return {"blob": self.blob(asked)}
            case "com.atproto.repo.getRecord":
                return self._record(given)
            case "com.atproto.repo.putRecord":
                return self._put(given, did)
            case "com.atproto.repo.deleteRecord":
                return self._delete(given, did)
        return self._seen(asked.method, given, did)

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
        self.records.pop(f"at://{did}/{given['collection']}/{given['rkey']}", None)
        return {"commit": {"cid": "bafy", "rev": "3k"}}

    # -- what the public sees --------------------------------------------------------------------

    def _seen(self, method: str, given: Value, did: str) -> Value:
        match method:
            case "app.bsky.notification.listNotifications":
                return self._notes(given)
            case "app.bsky.feed.getPosts":
                assert len(given["uris"]) <= 25
                return {"posts": [self._post(uri) for uri in given["uris"] if uri in self.records]}
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
        return {"uri": uri, "cid": self.records[uri][0], "record": self.records[uri][1], **counts}

    def _notes(self, given: Value) -> Value:
        limit = int(given.get("limit", 50))
        assert 1 <= limit <= 100
        newest = sorted(self.notes, key=lambda note: str(note["indexedAt"]), reverse=True)
        start = int(given.get("cursor", "0"))
        page = newest[start : start + limit]
        more = {"cursor": str(start + limit)} if start + limit < len(newest) else {}
        return {"notifications": page, **more}

    def _video(self, asked: Asked) -> httpx.Response:
        lexicon.request_fits(asked.method, asked.params)
        told = self.videos.answer(asked, self.blob)
        lexicon.answer_fits(asked.method, told)
        return httpx.Response(200, json=told)


#: Digits that no key of a record may hold, and what stands for them.
DIGITS = str.maketrans("0189", "wxyz")


def cid(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return "bafkrei" + base64.b32encode(digest).decode().casefold().rstrip("=")
