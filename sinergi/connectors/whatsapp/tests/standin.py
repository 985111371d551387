"""What stands in for WhatsApp: see ``network`` for what holds every request and answer."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import httpx

from sinergi.connectors.contract import Call, Draft
from sinergi.connectors.exam.candidate import media
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.world import (
    BUSINESS,
    PHONE,
    SECRET,
    TOKEN,
    WARGA,
    WORD,
    No,
    Told,
)

__all__ = ["StandIn", "call", "signed"]


class StandIn:
    """One office's number and one citizen, who wrote first. ``form`` says what ``draft`` makes."""

    connector = WhatsApp

    def __init__(self, form: Literal["words", "picture"] = "words") -> None:
        self.form = form
        self.network = Network()
        self.credentials: Mapping[str, str] = {
            "token": TOKEN,
            "phone": PHONE,
            "business": BUSINESS,
            "app_secret": SECRET,
            "app_verify_token": WORD,
        }
        self.troubles: Mapping[str, Callable[[], None]] = {
            "rate limit as 400": self._armed(400, 80007, "(#80007) Rate limit issues"),
            "too many at once": self._armed(429, 130429, "(#130429) Rate limit hit"),
            "too many to one person": self._armed(400, 131056, "(#131056) Pair rate limit hit"),
            "number restricted": self._armed(400, 131048, "(#131048) Spam rate limit hit"),
            "window closed": self._armed(400, 131047, "(#131047) Re-engagement message"),
            "person unreachable": self._armed(400, 131026, "(#131026) Message undeliverable"),
            "token revoked": self._armed(401, 190, "Error validating access token"),
        }

    def _armed(self, status: int, code: int, message: str) -> Callable[[], None]:
        return lambda: self.network.armed.append(No(status, code, message))

    def transport(self) -> httpx.BaseTransport:
        return httpx.MockTransport(self.network.handle)

    def draft(self, words: str) -> Draft:
        files = (media(),) if self.form == "picture" else ()
        return Draft(words, files, reply_to=f"{WARGA}/wamid.warga1", to=WARGA, direct=True)

    def answer(self, words: str, remote_id: str) -> Draft:
        return Draft(words, reply_to=remote_id, to=WARGA, direct=True)

    def public(self) -> Sequence[str]:
        """Return what citizens were sent: WhatsApp has nothing that is public."""
        return self.network.heard()


def call(*values: Told, secret: str = SECRET) -> Call:
    """Return the call WhatsApp makes about some news, signed as Meta signs."""
    changes = [{"field": "messages", "value": value} for value in values]
    told = {"object": "whatsapp_business_account", "entry": [{"id": BUSINESS, "changes": changes}]}
    return signed(json.dumps(told).encode(), secret)


def signed(body: bytes, secret: str = SECRET) -> Call:
    right = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Call("POST", {}, {"x-hub-signature-256": f"sha256={right}"}, body)
