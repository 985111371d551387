"""What servers are told about Sinergi as an app: the document they fetch, and how it signs itself.

https://atproto.com/specs/oauth#clients
"""

from __future__ import annotations

import secrets
import time
from urllib.parse import urlencode, urlsplit

from sinergi.connectors.bluesky import proofs

#: Where the installation serves the document, below its own address. The address is our client id.
PATH = "/bluesky/client-metadata.json"
SCOPE = "atproto transition:generic"
#: The house's pages that a sign-in comes back to begin with this.
PAGES = "/kerja/"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
#: Name of the key in the document; there is one.
KEY = "sinergi"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#: Seconds a signed word of ours is good for.
GOOD_FOR = 60


def metadata(site: str, redirect: str, key: str = "") -> dict[str, object]:
    """Return the document to be served as JSON at ``site`` + ``PATH``, for anybody.

    ``site`` is the installation's address without a slash at its end, ``redirect`` the address a
    sign-in comes back to. With a private ``key`` (ES256, PEM) the app proves itself, and servers
    let sign-ins live longer; the document holds its public half.
    """
    told: dict[str, object] = {
        "client_id": f"{site}{PATH}",
        "client_name": "Sinergi",
        "client_uri": site,
        "application_type": "web",
        "dpop_bound_access_tokens": True,
        "grant_types": ["authorization_code", "refresh_token"],
        "redirect_uris": [redirect],
        "response_types": ["code"],
        "scope": SCOPE,
        "token_endpoint_auth_method": "none",
    }
    if not key:
        return told
    named = {**proofs.public(key), "kid": KEY, "alg": "ES256", "use": "sig"}
    return told | {
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "ES256",
        "jwks": {"keys": [named]},
    }


def client_id(redirect: str) -> str:
    """Return who we are for a sign-in that comes back to ``redirect``.

    On a machine that nobody else reaches there is no document to fetch: all is in the name.
    """
    if urlsplit(redirect).hostname in LOOPBACK:
        asked = urlencode({"redirect_uri": redirect, "scope": SCOPE})
        return f"http://localhost?{asked}"
    return redirect.split(PAGES, 1)[0] + PATH


def proves_itself(client: str, key: str) -> bool:
    """True when we show servers that it is us, by a key: sign-ins last for months then."""
    return bool(key) and client.startswith("https://")


def named(client: str, issuer: str, key: str) -> dict[str, str]:
    """Return how we say, and with a key prove, who we are to the server ``issuer``."""
    said = {"client_id": client}
    if not proves_itself(client, key):
        return said
    now = int(time.time())
    body = {
        "iss": client,
        "sub": client,
        "aud": issuer,
        "jti": secrets.token_urlsafe(16),
        "iat": now,
        "exp": now + GOOD_FOR,
    }
    signed = proofs.signed(key, {"typ": "JWT", "kid": KEY}, body)
    return said | {"client_assertion_type": ASSERTION, "client_assertion": signed}
