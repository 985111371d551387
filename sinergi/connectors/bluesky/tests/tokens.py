"""Tokens as the network makes them, and words that are signed."""

from __future__ import annotations

import base64
import json
import secrets
import time
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from sinergi.connectors.bluesky import proofs


def token(did: str, scope: str, seconds: int = 7200) -> str:
    """Return a token as the network makes them; its signature is nobody's business but theirs."""
    body = {"sub": did, "scope": scope, "exp": int(time.time()) + seconds}
    parts = [{"alg": "none"}, {**body, "jti": secrets.token_hex(8)}]
    head = ".".join(proofs.encoded(json.dumps(part).encode()) for part in parts)
    return f"{head}.{proofs.encoded(secrets.token_bytes(16))}"


def verified(signed: str, jwk: dict[str, str] | None = None) -> tuple[dict[str, Any], Any]:
    """Return head and body of a JWT whose signature is right; its own key's, or ``jwk``'s."""
    head, body, mark = signed.split(".")
    told: dict[str, Any] = json.loads(raw(head))
    assert told["alg"] == "ES256"
    key = jwk or told["jwk"]
    x, y = (int.from_bytes(raw(key[name]), "big") for name in ("x", "y"))
    r, s = (int.from_bytes(half, "big") for half in (raw(mark)[:32], raw(mark)[32:]))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    public.verify(encode_dss_signature(r, s), f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    return told, json.loads(raw(body))


def raw(words: str) -> bytes:
    return base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))
