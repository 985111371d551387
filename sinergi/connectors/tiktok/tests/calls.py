"""How TikTok calls: its words, signed with the app's secret."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

from sinergi.connectors.contract import Call
from sinergi.connectors.tiktok.tests.tokens import OPEN_ID, SECRET


def signed(event: str, content: Any, client: str) -> Call:
    """Return a call about our account; ``content`` travels as text within the text."""
    at = int(time.time())
    told = {"client_key": client, "event": event, "create_time": at, "user_openid": OPEN_ID}
    body = json.dumps({**told, "content": json.dumps(content)}).encode()
    sign = hmac.new(SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return Call("POST", {}, {"tiktok-signature": f"t={at},s={sign}"}, body)
