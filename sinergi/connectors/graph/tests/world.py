"""Meta in memory, whole: the sign-in and the app beside the network; private messages beside both.
A network of its own adds what it has.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sinergi.connectors.graph.tests import held
from sinergi.connectors.graph.tests.asked import (
    APP,
    CITIZEN,
    IG,
    PAGE,
    PAGE_TOKEN,
    SECRET,
    SHORT_TOKEN,
    USER_TOKEN,
    VERIFY,
    Asked,
    Fails,
    Thing,
    signature,
    stamp,
)
from sinergi.connectors.graph.tests.letters import Letters


class Meta(Letters):
    """The sign-in, and what the app is asked."""

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
        return super().route(asked)

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
        held.request("Application", asked.method, edge, asked.params)
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


__all__ = [
    "APP",
    "CITIZEN",
    "IG",
    "PAGE",
    "PAGE_TOKEN",
    "SECRET",
    "USER_TOKEN",
    "VERIFY",
    "Asked",
    "Fails",
    "Meta",
    "Thing",
    "signature",
    "stamp",
]
