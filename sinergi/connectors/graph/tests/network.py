"""Meta in memory: tokens and their proof, things with ids, lists, errors. Every request and every
answer is held against Meta's own description (``types``).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import httpx

from sinergi.connectors.graph.tests import held, types
from sinergi.connectors.graph.tests.asked import (
    APP,
    GONE,
    IG,
    PAGE,
    PAGE_TOKEN,
    PERSON,
    SECRET,
    SHORT_TOKEN,
    USER_TOKEN,
    Asked,
    Fails,
    Thing,
)


class Graph:
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
        target = held.request(thing.kind, asked.method, edge, asked.params)
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
        for name, how, inner in held.split(fields):
            if name in thing.told:
                told[name] = self.inside(thing.told[name], inner)
            elif ("GET", name) in types.node(thing.kind).edges:
                target = types.node(thing.kind).edges["GET", name].target
                told[name] = self.nested(self.edge(thing, name, how), target, how, inner)
        held.answer(thing.kind, told)
        return told

    def inside(self, value: Any, inner: str) -> Any:
        if not inner or not isinstance(value, dict):
            return value
        wanted = {name for name, _, _ in held.split(inner)} | {"id"}
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
