"""The part of the stand-in that signs people in: sessions, and OAuth with all that is asked there.

https://atproto.com/specs/oauth: a request pushed ahead, PKCE, proofs with the server's nonce,
refresh tokens that work once and end everything when they are used again.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sinergi.connectors.bluesky import proofs
from sinergi.connectors.bluesky.tests.asked import Asked, Told
from sinergi.connectors.bluesky.tests.tokens import token, verified

ISSUER = "https://bsky.social"
HOME = "https://jamur.host.bsky.network"
NONCE = "nonce-1"


@dataclass(slots=True)
class Grant:
    """One sign-in by OAuth: whose, bound to which key, and what works for it now."""

    did: str
    client: str
    key: str
    refresh: str = ""
    access: str = ""
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Gate:
    """``public_keys`` are of clients that prove themselves: by client id, a JWK."""

    public_keys: dict[str, dict[str, str]] = field(default_factory=dict)
    nonce: str = NONCE
    pushed: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    codes: dict[str, tuple[dict[str, str], str, str]] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    proofs_seen: set[str] = field(default_factory=set)

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": ISSUER,
            "pushed_authorization_request_endpoint": f"{ISSUER}/oauth/par",
            "authorization_endpoint": f"{ISSUER}/oauth/authorize",
            "token_endpoint": f"{ISSUER}/oauth/token",
            "require_pushed_authorization_requests": True,
            "dpop_signing_alg_values_supported": ["ES256"],
        }

    def push(self, asked: Asked) -> dict[str, Any]:
        key, form = self.proven(asked), asked.form
        self.client(form)
        assert form["response_type"] == "code"
        assert form["code_challenge_method"] == "S256"
        assert {"atproto", "transition:generic"} == set(form["scope"].split())
        if form["client_id"].startswith("http://localhost?"):
            back = parse_qs(urlsplit(form["client_id"]).query)["redirect_uri"]
            assert back == [form["redirect_uri"]]
        uri = f"urn:ietf:params:oauth:request_uri:{secrets.token_hex(8)}"
        self.pushed[uri] = (form, key)
        return {"request_uri": uri, "expires_in": 299}

    def approve(self, page: str, did: str) -> str:
        """Be the person at the page; return the code they come back with."""
        asked = {name: v[0] for name, v in parse_qs(urlsplit(page).query).items()}
        form, key = self.pushed.pop(asked["request_uri"])
        assert form["client_id"] == asked["client_id"]
        code = f"cod-{secrets.token_hex(16)}"
        self.codes[code] = (form, key, did)
        return code

    def tokens(self, asked: Asked) -> dict[str, Any]:
        key, form = self.proven(asked), asked.form
        self.client(form)
        if form["grant_type"] == "refresh_token":
            return self._issue(self._renewed(form, key))
        pushed, bound, did = self.codes.pop(form["code"], ({}, "", ""))
        right = {
            "redirect_uri": form["redirect_uri"],
            "client_id": form["client_id"],
            "code_challenge": proofs.digest(form["code_verifier"]),
        }
        if not did or bound != key or any(pushed[name] != value for name, value in right.items()):
            raise Told(400, "invalid_grant", "Invalid code")
        grant = Grant(did, form["client_id"], key)
        self.grants.append(grant)
        return self._issue(grant)

    def _renewed(self, form: dict[str, str], key: str) -> Grant:
        for grant in self.grants:
            if form["refresh_token"] in grant.used:
                self.grants.remove(grant)
                raise Told(400, "invalid_grant", "Refresh token replayed")
            if form["refresh_token"] == grant.refresh and (grant.key, grant.client) == (
                key,
                form["client_id"],
            ):
                return grant
        raise Told(400, "invalid_grant", "Invalid refresh token")

    def _issue(self, grant: Grant) -> dict[str, Any]:
        grant.used.add(grant.refresh)
        grant.refresh = f"ref-{secrets.token_hex(24)}"
        grant.access = token(grant.did, "atproto transition:generic", 3600)
        return {
            "access_token": grant.access,
            "refresh_token": grant.refresh,
            "token_type": "DPoP",
            "scope": "atproto transition:generic",
            "expires_in": 3599,
            "sub": grant.did,
        }

    def holder(self, asked: Asked, access: str) -> str:
        """Return whose a bound access is. Raises Told: nobody's, or used without its key."""
        grant = next((g for g in self.grants if g.access == access), None)
        key = self.proven(asked, access)
        if grant is None or grant.key != key:
            raise Told(401, "invalid_token", "Invalid token")
        return grant.did

    def proven(self, asked: Asked, access: str = "") -> str:
        """Return the key that a request proves to hold. Raises Told: it proves none."""
        head, body = verified(asked.request.headers["DPoP"])
        assert head["typ"] == "dpop+jwt"
        assert set(head["jwk"]) == {"kty", "crv", "x", "y"}
        assert body["htm"] == asked.request.method
        assert body["htu"] == str(asked.request.url.copy_with(query=None))
        assert abs(body["iat"] - time.time()) < 30
        assert body.get("ath", "") == (proofs.digest(access) if access else "")
        assert body["jti"] not in self.proofs_seen
        self.proofs_seen.add(body["jti"])
        if body.get("nonce") != self.nonce:
            status = 401 if access else 400
            raise Told(status, "use_dpop_nonce", "Nonce wanted", DPoP_Nonce=self.nonce)
        return str(head["jwk"]["x"] + head["jwk"]["y"])

    def client(self, form: dict[str, str]) -> None:
        """Raise Told where a client that has a key does not prove itself."""
        key = self.public_keys.get(form["client_id"])
        if key is None:
            return
        head, body = verified(form.get("client_assertion", ".."), key)
        right = {"iss": form["client_id"], "sub": form["client_id"], "aud": ISSUER}
        assert {name: body[name] for name in right} == right
        assert head["kid"] == key["kid"]
        assert body["jti"]
        assert body["exp"] > time.time()
