"""A passkey in software: what a phone does when it is asked for one."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGIN = "http://testserver"
SEEN = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
NEW = SEEN | AuthenticatorData.FLAG.AT


class Passkey:
    """One key on one device. ``made`` and ``signed`` return what the browser would send."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.owner = ""

    def made(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]  # untyped there
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = AuthenticatorData.create(_hash(asked["rp"]["id"]), NEW, 0, held)
        response = {
            "clientDataJSON": _client("webauthn.create", asked["challenge"]),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self._credential(response, clientExtensionResults={"credProps": {"rk": True}})

    def signed(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        data = bytes(AuthenticatorData.create(_hash(asked["rpId"]), SEEN, 1))
        client = _client("webauthn.get", asked["challenge"])
        to_sign = data + hashlib.sha256(_plain(client)).digest()
        response = {
            "clientDataJSON": client,
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(to_sign, ec.ECDSA(hashes.SHA256()))),
            "userHandle": self.owner,
        }
        return self._credential(response, clientExtensionResults={})

    def _credential(self, response: dict[str, str], **more: Any) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": response, **more}
        )


def _hash(rp: str) -> bytes:
    return hashlib.sha256(rp.encode()).digest()


def _client(kind: str, challenge: str) -> str:
    said = {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
    return websafe_encode(json.dumps(said).encode())


def _plain(encoded: str) -> bytes:
    return websafe_decode(encoded)
