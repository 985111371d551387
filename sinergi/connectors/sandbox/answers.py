"""What the practice network answers, taken apart."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Incoming, IncomingKind, Published
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.lib.text import say


def challenge(verifier: str) -> str:
    """Return the S256 challenge of PKCE (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def fact(told: Any, name: str) -> str:
    if not isinstance(told, dict) or not told.get(name):
        raise Refused(say("This server is not a practice network ({name} is missing)."), name=name)
    return str(told[name])


def published(told: Any) -> Published:
    try:
        return Published(name_of(told, "id"), str(told.get("url") or ""))
    except MISSHAPEN as e:
        took = say("The server took the post but did not say which it became.")
        raise Unconfirmed(took) from e


def incoming(item: dict[str, Any]) -> Incoming:
    kinds: dict[str, IncomingKind] = {
        "comment": "comment",
        "mention": "mention",
        "review": "review",
    }
    return Incoming(
        remote_id=name_of(item, "id"),
        kind=kinds[item["kind"]],
        author=name_of(item, "handle"),
        author_name=str(item["name"]),
        text=str(item["text"]),
        at=datetime.fromisoformat(item["at"]).astimezone(UTC),
        url=str(item["url"]),
        in_reply_to=name_of(item, "reply_to") if item["reply_to"] else None,
        stars=_stars(item) if item["kind"] == "review" else None,
    )


def _stars(item: dict[str, Any]) -> int:
    stars = item["stars"]
    if type(stars) is not int or not 1 <= stars <= 5:
        raise ValueError("a review has 1 to 5 stars")
    return stars
