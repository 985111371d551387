"""How an entry is turned into its hash. Plain values in, plain values out."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

#: What the chain starts from.
BEGINNING = "0" * 64

#: The fields an entry's hash covers, in this order.
FIELDS = (
    "seq", "at", "actor_id", "actor_name", "verb", "object_type", "object_id", "object_name",
    "unit_id", "data", "door", "ip", "device",
)  # fmt: skip


def canonical(values: Mapping[str, Any]) -> str:
    """Return the one spelling of an entry: sorted JSON, time in UTC to the microsecond."""
    at: datetime = values["at"]
    plain = {name: values[name] for name in FIELDS} | {
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    }
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link(key: str, previous: str, values: Mapping[str, Any]) -> str:
    """Return the entry's hash: HMAC-SHA256 over the previous hash and the entry."""
    return _mac(key, f"{previous}\n{canonical(values)}")


def seal(key: str, seq: int, last: str) -> str:
    """Return the seal of the chain's end, so that cutting entries off is noticed."""
    return _mac(key, f"head\n{seq}\n{last}")


def _mac(key: str, words: str) -> str:
    return hmac.new(key.encode(), words.encode(), hashlib.sha256).hexdigest()
