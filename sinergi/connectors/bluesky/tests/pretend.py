"""The network in memory: one server with accounts, what they posted, and who heard of it.

It answers as the reference servers were seen to answer (tests/real), and fails the test that asks
it for something the network's description does not know.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx

from sinergi.connectors.bluesky.tests import lexicon
from sinergi.connectors.bluesky.tests.asked import Asked, Told
from sinergi.connectors.bluesky.tests.gate import HOME, ISSUER, Gate
from sinergi.connectors.bluesky.tests.store import HANDLES, Store
from sinergi.connectors.bluesky.tests.tokens import token
from sinergi.connectors.bluesky.tests.videos import Videos

PASSWORD = "abcd-efgh-ijkl-mnop"
Value = dict[str, Any]


@dataclass(slots=True)
class Network(Store):
    """``asked`` holds every request, in order; ``pages`` what stands at other addresses."""

    gate: Gate = field(default_factory=Gate)
    videos: Videos = field(default_factory=Videos)
    sessions: dict[str, str] = field(default_factory=dict)
    refreshes: dict[str, str] = field(default_factory=dict)
    pages: dict[str, httpx.Response] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    #: Called with the next request, before it is answered; may raise Told.
    next_trouble: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    #: Whether what it answers must be as its description has it.
    strict: bool = True
    #: How far ahead of ours the network's clock is.
    ahead: timedelta = timedelta(0)
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
        if self.strict:
            lexicon.answer_fits(asked.method, told)
        return self._nonced(httpx.Response(200, json=told))

    def _nonced(self, answer: httpx.Response) -> httpx.Response:
        answer.headers["DPoP-Nonce"] = self.gate.nonce
        answer.headers["Date"] = format_datetime(datetime.now(UTC) + self.ahead, usegmt=True)
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

    def _video(self, asked: Asked) -> httpx.Response:
        lexicon.request_fits(asked.method, asked.params)
        told = self.videos.answer(asked, self.blob)
        lexicon.answer_fits(asked.method, told)
        return httpx.Response(200, json=told)
