"""What TikTok tells us when it calls. https://developers.tiktok.com/doc/webhooks-events/

One address for all accounts of the app, entered in TikTok's developer portal; no challenge. A call
that is answered wrongly comes again for 72 hours, and may come twice: what it says can be heard
any number of times.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Call, Event, Receipt
from sinergi.connectors.tiktok.answers import address
from sinergi.connectors.tiktok.words import REASONS
from sinergi.lib import jsons

#: TikTok's words for what became of a post; two of them are misspelt by TikTok.
OUT = {"post.publish.complete", "post.publish.publicly_available"}
HIDDEN = {
    "post.publish.no_longer_publicaly_available",
    "post.publish.no_longer_publicly_available",
}

#: Access was taken away: there is news, and the account is looked after.
REMOVED = "authorization.removed"


def genuine(call: Call, secret: str) -> bool:
    """True when ``TikTok-Signature: t=…,s=…`` is the HMAC of the time and the body as it came."""
    parts = dict(
        part.strip().partition("=")[::2]
        for part in call.headers.get("tiktok-signature", "").split(",")
    )
    signed = parts.get("t", "").encode("utf-8", "replace") + b"." + call.body
    right = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    given = parts.get("s", "").encode("utf-8", "replace")
    return bool(secret) and hmac.compare_digest(right.encode(), given)


def events(body: bytes, app: str) -> list[Event]:
    """Return what a call says of one account. Of another app, or not to be read: nothing."""
    try:
        told = jsons.read(body)
        if told["client_key"] != app:
            return []
        return [_event(told)]
    except (*MISSHAPEN, RecursionError):
        return []


def _event(told: Any) -> Event:
    account, name = name_of(told, "user_openid"), name_of(told, "event")
    receipt = _receipt(name, jsons.read(told["content"])) if name != REMOVED else None
    return Event(account, receipts=(receipt,) if receipt else ())


def _receipt(name: str, content: Any) -> Receipt | None:
    if name in OUT:
        post = str(content.get("post_id") or "")
        return Receipt(name_of(content, "publish_id"), "sent", url=address(post))
    if name == "post.publish.failed":
        reason = str(content.get("reason") or "")
        told = REASONS.get(reason, reason)
        return Receipt(name_of(content, "publish_id"), "failed", reason=told)
    if name in HIDDEN:
        return Receipt(name_of(content, "publish_id"), "hidden")
    return None
