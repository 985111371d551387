"""Meta in memory: tokens and their proof, the sign-in, lists, errors; every request and every
answer held against Meta's own description (``types``). A network of its own adds what it has.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx

from sinergi.connectors.graph.tests import types

APP, SECRET, VERIFY = "990011", "secret-of-the-app-77aa", "word-of-the-webhook"
PAGE, IG, PERSON = "104500000000001", "17841400000000001", "500000000000009"
USER_TOKEN, PAGE_TOKEN = "user-token-60-days-1c1c", "page-token-of-office-2d2d"
SHORT_TOKEN = "short-token-one-hour-3e3e"
CITIZEN = {"id": "7700000000000001", "name": "Warga Melati"}

VERSION = "v26.0"


class Fails(Exception):
    """What the network answers instead: an error of Graph's shape."""

    def __init__(
        self, code: int, sub: int = 0, message: str = "Invalid parameter", status: int = 400
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {
            "message": message,
            "type": "OAuthException",
            "code": code,
            "fbtrace_id": "AXy",
        }
        if sub:
            self.body["error_subcode"] = sub


GONE = "Unsupported get request. Object with ID does not exist"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, taken apart: the path below the version, parameters, files, the token."""

    method: str
    host: str
    path: tuple[str, ...]
    params: dict[str, str]
    files: dict[str, bytes]
    token: str
    headers: httpx.Headers
    body: bytes

    @classmethod
    def of(cls, request: httpx.Request) -> Asked:
        body = request.read()
        params = dict(parse_qsl(urlsplit(str(request.url)).query, keep_blank_values=True))
        files: dict[str, bytes] = {}
        kind = request.headers.get("Content-Type", "")
        if kind.startswith("application/x-www-form-urlencoded"):
            params |= dict(parse_qsl(body.decode(), keep_blank_values=True))
        elif kind.startswith("multipart/"):
            params |= _parts(kind, body, files)
        path = request.url.path.strip("/").removeprefix(VERSION).strip("/")
        token = request.headers.get("Authorization", "").split(" ")[-1]
        return cls(
            request.method,
            request.url.host,
            tuple(path.split("/")),
            params,
            files,
            token,
            request.headers,
            body,
        )


def _parts(kind: str, body: bytes, files: dict[str, bytes]) -> dict[str, str]:
    told = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    params = {}
    for part in told.get_payload():
        assert not isinstance(part, str)
        name = str(part.get_param("name", header="Content-Disposition"))
        value = part.get_payload(decode=True)
        assert isinstance(value, bytes)
        if part.get_filename():
            files[name] = value
        else:
            params[name] = value.decode()
    return params


@dataclass(slots=True)
class Thing:
    """Something that has an id: what class it is, and what it says when asked."""

    kind: str
    told: dict[str, Any]
    edges: dict[str, list[Thing]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.told["id"])


def stamp(at: datetime | None = None) -> str:
    return (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S+0000")


class Meta:
    """Answers requests. Methods named ``post_class_edge`` and ``get_class_edge`` do what is asked;
    without one, fields are shown and lists are listed.
    """

    scopes: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.number = 880000
        self.codes: dict[str, dict[str, str]] = {}
        self.armed: list[str] = []
        self.seen: list[Asked] = []
        self.tokens = {USER_TOKEN: PERSON, SHORT_TOKEN: PERSON, PAGE_TOKEN: PAGE}
        self.add("User", id=PERSON, name="Ayu Admin")
        self.page = self.add(
            "Page",
            id=PAGE,
            name="Kecamatan Cibinong",
            username="kec.cibinong",
            link="https://www.facebook.com/kec.cibinong",
            access_token=PAGE_TOKEN,
            followers_count=1204,
            instagram_business_account={"id": IG, "username": "kec.cibinong", "name": "Kecamatan"},
        )
        self.things[PERSON].edges["accounts"] = [self.page]
        self.live = [*self.scopes]
        self.granted = [*self.scopes]

    # -- for tests -------------------------------------------------------------------------------

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.answer)

    def arm(self, trouble: str) -> Callable[[], None]:
        return lambda: self.armed.append(trouble)

    def take(self, trouble: str) -> bool:
        """True, once, when a trouble was armed."""
        if trouble in self.armed:
            self.armed.remove(trouble)
            return True
        return False

    def add(self, kind: str, **told: Any) -> Thing:
        thing = Thing(kind, {"id": told.pop("id", None) or self.next(), **told})
        self.things[thing.id] = thing
        return thing

    def next(self) -> str:
        self.number += 1
        return str(self.number)

    # -- requests --------------------------------------------------------------------------------

    def answer(self, request: httpx.Request) -> httpx.Response:
        asked = Asked.of(request)
        self.seen.append(asked)
        try:
            told = self.route(asked)
        except Fails as fails:
            return httpx.Response(fails.status, json={"error": fails.body}, headers=self.limits())
        return httpx.Response(200, json=told)

    def limits(self) -> dict[str, str]:
        told = {PAGE: [{"type": "pages", "estimated_time_to_regain_access": 7}]}
        return {"X-Business-Use-Case-Usage": json.dumps(told)}

    def route(self, asked: Asked) -> Any:
        match asked.method, asked.path:
            case "POST", ("oauth", "access_token"):
                return self.token_for(asked.params)
            case "GET", ("debug_token",):
                self.check(asked, app=True)
                return {"data": self.debugged(asked.params["input_token"])}
        if asked.path[0] == APP:
            self.check(asked, app=True)
            return self.of_the_app(asked)
        self.check(asked)
        here = self.tokens[asked.token] if asked.path[0] == "me" else asked.path[0]
        if here not in self.things:
            raise Fails(100, 33, GONE)
        return self.act(self.things[here], "/".join(asked.path[1:]), asked)

    def check(self, asked: Asked, *, app: bool = False) -> None:
        """Refuse what comes without a token, or without the proof that it is the app's own."""
        if not app and asked.token not in self.tokens:
            raise Fails(190, 460, "Error validating access token: session has been invalidated")
        if app and asked.token != f"{APP}|{SECRET}":
            raise Fails(190, 0, "Invalid OAuth access token signature.")
        proof = hmac.new(SECRET.encode(), asked.token.encode(), hashlib.sha256).hexdigest()
        if asked.params.get("appsecret_proof") != proof:
            raise Fails(100, 0, "Invalid appsecret_proof provided in the API argument")

    def act(self, thing: Thing, edge: str, asked: Asked) -> Any:
        target = types.request(thing.kind, asked.method, edge, asked.params)
        name = "_".join(filter(None, (asked.method, thing.kind, edge))).lower()
        make = getattr(self, name, None)
        if make is not None:
            return make(thing, asked)
        if asked.method == "DELETE":
            self.forget(thing)
            return {"success": True}
        if asked.method != "GET":
            raise types.Violation(f"the stand-in does not know {name}")
        if not edge:
            return self.shown(thing, asked.params.get("fields", "id"))
        return self.listed(self.edge(thing, edge, asked.params), target, asked.params)

    def forget(self, thing: Thing) -> None:
        del self.things[thing.id]
        for other in self.things.values():
            for things in other.edges.values():
                if thing in things:
                    things.remove(thing)

    # -- answers ---------------------------------------------------------------------------------

    def edge(self, thing: Thing, edge: str, params: dict[str, str]) -> list[Thing]:
        return thing.edges.get(edge, [])

    def shown(self, thing: Thing, fields: str) -> dict[str, Any]:
        told: dict[str, Any] = {"id": thing.id}
        for name, how, inner in types.split(fields):
            if name in thing.told:
                told[name] = self.inside(thing.told[name], inner)
            elif ("GET", name) in types.node(thing.kind).edges:
                target = types.node(thing.kind).edges["GET", name].target
                told[name] = self.nested(self.edge(thing, name, how), target, how, inner)
        types.answer(thing.kind, told)
        return told

    def inside(self, value: Any, inner: str) -> Any:
        if not inner or not isinstance(value, dict):
            return value
        wanted = {name for name, _, _ in types.split(inner)} | {"id"}
        return {name: one for name, one in value.items() if name in wanted}

    def nested(
        self, things: list[Thing], target: str, how: dict[str, str], inner: str
    ) -> dict[str, Any]:
        limit = int(how.get("limit", "25"))
        told: dict[str, Any] = {"data": [self.shown(one, inner or "id") for one in things[:limit]]}
        if "summary" in how:
            told["summary"] = {"total_count": len(things)}
        return told

    def listed(self, things: list[Thing], target: str, params: dict[str, str]) -> dict[str, Any]:
        start, limit = int(params.get("after", "0")), int(params.get("limit", "25"))
        part = things[start : start + limit]
        data = [self.shown(one, params.get("fields", "id")) for one in part]
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(start + limit)}}
        if start + limit < len(things):
            paging["next"] = "https://graph.facebook.com/next"
        return {"data": data, "paging": paging} if data else {"data": []}

    # -- signing in and the app ------------------------------------------------------------------

    def approve(self, page: str) -> str:
        """Let the person press "allow" on the page; return the code they come back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        assert asked["client_id"] == APP
        assert set(asked["scope"].split(",")) == set(self.scopes)
        code = f"code-{self.next()}"
        self.codes[code] = asked
        return code

    def token_for(self, params: dict[str, str]) -> dict[str, Any]:
        if params.get("client_id") != APP or params.get("client_secret") != SECRET:
            raise Fails(101, 0, "Error validating application.")
        if params.get("grant_type") == "fb_exchange_token":
            if params["fb_exchange_token"] not in {SHORT_TOKEN, USER_TOKEN}:
                raise Fails(190, 463, "Session has expired")
            if self.take("empty token"):
                return {"access_token": "", "token_type": "bearer"}
            return {"access_token": USER_TOKEN, "token_type": "bearer", "expires_in": 5184000}
        asked = self.codes.pop(params.get("code", ""), None)
        digest = hashlib.sha256(params.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked["redirect_uri"] != params.get("redirect_uri"):
            raise Fails(100, 36009, "This authorization code has been used or is invalid.")
        if asked["code_challenge"] != proof:
            raise Fails(100, 36007, "Invalid code verifier.")
        return {"access_token": SHORT_TOKEN, "token_type": "bearer", "expires_in": 5000}

    def debugged(self, token: str) -> dict[str, Any]:
        ends = datetime.now(UTC) + timedelta(days=60)
        return {
            "app_id": APP,
            "is_valid": token in self.tokens,
            "scopes": self.granted,
            "expires_at": 0,
            "data_access_expires_at": int(ends.timestamp()),
        }

    def of_the_app(self, asked: Asked) -> Any:
        edge = asked.path[1]
        types.request("Application", asked.method, edge, asked.params)
        if edge == "subscriptions":
            self.hook = {"address": asked.params["callback_url"], **asked.params}
            return {"success": True}
        return {"data": [{"permission": name, "status": "live"} for name in self.live]}

    hook: dict[str, str] | None = None

    def post_page_subscribed_apps(self, page: Thing, asked: Asked) -> Any:
        fields = json.loads(asked.params["subscribed_fields"])
        page.edges["subscribed_apps"] = [Thing("Application", {"id": APP})]
        page.edges["subscribed_apps"][0].told["subscribed_fields"] = fields
        return {"success": True}

    def get_page_subscribed_apps(self, page: Thing, asked: Asked) -> Any:
        return {"data": [app.told for app in page.edges.get("subscribed_apps", [])]}

    # -- private messages ------------------------------------------------------------------------

    #: By platform: conversations, each a thing with its messages, the newest first.
    own: dict[str, str] = {"messenger": PAGE, "instagram": IG}

    def write(self, text: str, platform: str = "messenger", at: datetime | None = None) -> str:
        """Let the citizen write a private message; return its id."""
        return self.message(dict(CITIZEN), text, platform, at).id

    def message(
        self, who: dict[str, str], text: str, platform: str, at: datetime | None = None
    ) -> Thing:
        if platform == "instagram" and "name" in who:
            who = {"id": who["id"], "username": "warga.melati"}
        mid = f"m_{base64.urlsafe_b64encode(self.next().encode()).decode().rstrip('=')}"
        one = self.add("Message", id=mid, created_time=stamp(at), message=text, **{"from": who})
        talk = self.talk(platform)
        talk.edges["messages"].insert(0, one)
        talk.told["updated_time"] = stamp(at)
        return one

    def talk(self, platform: str) -> Thing:
        found = self.page.edges.setdefault(platform, [])
        if not found:
            made = self.add("UnifiedThread", id=f"t_{self.next()}", updated_time=stamp())
            made.edges["messages"] = []
            found.append(made)
        return found[0]

    def get_page_conversations(self, page: Thing, asked: Asked) -> Any:
        talks = page.edges.get(asked.params["platform"], [])
        wanted = asked.params.get("user_id", CITIZEN["id"])
        return self.listed(talks if wanted == CITIZEN["id"] else [], "", asked.params)

    def post_page_messages(self, page: Thing, asked: Asked) -> Any:
        to, text = json.loads(asked.params["recipient"]), json.loads(asked.params["message"])
        platform = self.platform(to)
        self.may_write(platform, asked.params)
        own = {"id": self.own[platform], "name": "Kecamatan Cibinong"}
        sent = self.message(own, text["text"], platform)
        return {"recipient_id": CITIZEN["id"], "message_id": sent.id}

    def platform(self, to: dict[str, str]) -> str:
        if "comment_id" in to:
            if to["comment_id"] not in self.things:
                raise Fails(100, 2018292, "No matching comment found")
            return "instagram" if self.things[to["comment_id"]].kind == "IGComment" else "messenger"
        return next(p for p in ("messenger", "instagram") if self.page.edges.get(p))

    def may_write(self, platform: str, params: dict[str, str]) -> None:
        """Refuse a free answer to somebody who wrote longer than a day ago."""
        if "comment_id" in params["recipient"] or params.get("tag") == "HUMAN_AGENT":
            return
        theirs = [
            m
            for m in self.talk(platform).edges["messages"]
            if m.told["from"]["id"] == CITIZEN["id"]
        ]
        newest = datetime.fromisoformat(theirs[0].told["created_time"])
        if datetime.now(UTC) - newest > timedelta(hours=24):
            raise Fails(10, 2018278, "This message is sent outside of allowed window.")

    def people_wrote(self) -> Iterator[Thing]:
        yield from self.talk("messenger").edges["messages"]


def signature(body: bytes) -> dict[str, str]:
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digest}"}
