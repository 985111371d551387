"""Access that is bound to a key: proofs of possession (DPoP, RFC 9449) and signed words (JWT)."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import time
from collections.abc import Mapping

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from sinergi.connectors.errors import SignedOut
from sinergi.lib.text import say

#: Bytes of a number of the curve P-256.
SIZE = 32


def new_key() -> str:
    """Return a fresh private key (ES256) as text that can be kept."""
    made = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return made.decode()


def public(key: str) -> dict[str, str]:
    """Return the public half of a key as a JWK (RFC 7517)."""
    numbers = _opened(key).public_key().public_numbers()
    x, y = (encoded(number.to_bytes(SIZE, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def signed(key: str, head: Mapping[str, object], body: Mapping[str, object]) -> str:
    """Return a JWT signed with ES256 (RFC 7515, RFC 7518 §3.4)."""
    parts = ({"alg": "ES256", **head}, body)
    text = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    r, s = decode_dss_signature(_opened(key).sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{text}.{encoded(r.to_bytes(SIZE, 'big') + s.to_bytes(SIZE, 'big'))}"


def proof(key: str, method: str, url: str, *, nonce: str = "", token: str = "") -> str:
    """Return the proof for one request (RFC 9449 §4.2). No proof is good for a second one."""
    body: dict[str, object] = {
        "jti": secrets.token_urlsafe(16),
        "htm": method,
        "htu": re.split("[?#]", url, maxsplit=1)[0],
        "iat": int(time.time()),
    }
    if nonce:
        body["nonce"] = nonce
    if token:
        body["ath"] = digest(token)
    return signed(key, {"typ": "dpop+jwt", "jwk": public(key)}, body)


def digest(words: str) -> str:
    """Return the SHA-256 of something, as PKCE and DPoP write it."""
    return encoded(hashlib.sha256(words.encode()).digest())


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def claims(token: str) -> dict[str, object]:
    """Return what a token says about itself, unverified. Raises ValueError: it is none."""
    parts = token.split(".")
    if len(parts) != 3:
        raise ValueError("a token has three parts")
    told = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    if not isinstance(told, dict):
        raise TypeError("a token says things by name")
    return told


def _opened(key: str) -> ec.EllipticCurvePrivateKey:
    try:
        opened = serialization.load_pem_private_key(key.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as e:
        raise _unusable() from e
    if not isinstance(opened, ec.EllipticCurvePrivateKey) or opened.key_size != 8 * SIZE:
        raise _unusable()
    return opened


def _unusable() -> SignedOut:
    return SignedOut(say("The key of this account cannot be read. Sign in again."))
