"""How Meta's products call us: the check of an address, the signature, the parts of a call.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sinergi.connectors.contract import Call
from sinergi.lib import jsons

SIGNATURE = "x-hub-signature-256"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of a call: whom it concerns, when, what changed, and which messages came.

    ``changes`` are pairs of field and value; ``messages`` are the items of ``messaging``.
    """

    account: str
    time: float
    changes: Sequence[tuple[str, Mapping[str, Any]]]
    messages: Sequence[Mapping[str, Any]]


def answer_to(call: Call, expected: str) -> str | None:
    """Return what proves that the address is ours, where the call is a check with our own word."""
    asked = call.query
    if call.method != "GET" or asked.get("hub.mode") != "subscribe" or not expected:
        return None
    given = asked.get("hub.verify_token", "")
    same = hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
    return asked.get("hub.challenge") or None if same else None


def signed(call: Call, app_secret: str) -> bool:
    """True when the body, as it came, is signed with the app's secret."""
    given = call.headers.get(SIGNATURE, "")
    if not app_secret or not given.startswith("sha256="):
        return False
    right = hmac.new(app_secret.encode(), call.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(given[7:].encode("utf-8", "replace"), right.encode())


def entries(body: bytes, kind: str) -> list[Entry]:
    """Return the parts of a call about ``kind`` ("page", "instagram"); what is misshapen is left
    out.
    """
    try:
        told = jsons.read(body)
    except (RecursionError, ValueError):
        return []
    if not isinstance(told, dict) or told.get("object") != kind:
        return []
    parts = told.get("entry")
    found = [_entry(part) for part in parts] if isinstance(parts, list) else []
    return [entry for entry in found if entry is not None]


def _entry(part: Any) -> Entry | None:
    if not isinstance(part, dict) or not isinstance(part.get("id"), str | int):
        return None
    changes = [
        (change["field"], change["value"])
        for change in _objects(part.get("changes"))
        if isinstance(change.get("field"), str) and isinstance(change.get("value"), dict)
    ]
    at = part.get("time")
    time = float(at) if isinstance(at, int | float) else 0.0
    return Entry(str(part["id"]), time, changes, _objects(part.get("messaging")))


def _objects(told: Any) -> list[dict[str, Any]]:
    return [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []
