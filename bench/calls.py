"""One call of a network through the whole web application, against the same insert done bare.

Both check Meta's signature over the body and commit one row through the same connection; they take
turns, so that both meet the same machine. The application has all its middleware around it.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import sys
import time
from typing import Any

from bench import stage
from bench.figures import Figure, middle, percentile, tell

from django.db import connection  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.networks import actions, calls  # isort: skip
from sinergi.networks.models import NetworkCall  # isort: skip
from sinergi.web import wsgi  # isort: skip

TIMES = 1500
WARM = 100
NETWORK, SECRET = "facebook", "rahasia-aplikasi"

INSERT = """
INSERT INTO networks_networkcall (network, account_id, body, received, next_try, lease, attempts)
VALUES (%s, NULL, %s, %s, %s, NULL, 0)
"""


def main() -> None:
    stage.database()
    actions.register_app(None, NETWORK, {"app_id": "990011", "app_secret": SECRET})
    path = calls.address(NETWORK).partition("/kerja/")[2]
    whole, bare = [], []
    for number in range(TIMES + WARM):
        body = spelled(number)
        signature = f"sha256={signed(body)}"
        for times, do in ((whole, through_the_view), (bare, by_hand)):
            start = time.perf_counter()
            do(f"/kerja/{path}", body, signature)
            if number >= WARM:
                times.append(1000 * (time.perf_counter() - start))
    assert NetworkCall.objects.count() == 2 * (TIMES + WARM)
    tell(
        Figure(f"webhook insert done bare ({stage.DATABASE})", middle(bare), "ms"),
        Figure(f"webhook through the view ({stage.DATABASE})", middle(whole), "ms"),
        Figure(f"webhooks taken, p99 ({stage.DATABASE})", percentile(whole, 99), "ms", 50),
        Figure(f"webhooks taken / bare ({stage.DATABASE})", sum(bare) / sum(whole), "×", 0.5, True),
    )


def spelled(number: int) -> bytes:
    """Return a call as Meta makes it of one comment."""
    value = {
        "item": "comment",
        "verb": "add",
        "comment_id": f"104500_{number}",
        "post_id": "1045_104500",
        "message": "Selamat pagi, apakah besok loket kependudukan buka? Terima kasih.",
        "from": {"id": "7700000000000001", "name": "Warga Melati"},
        "created_time": 1763971200,
    }
    entry = {"id": "1045", "time": 1763971200, "changes": [{"field": "feed", "value": value}]}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def signed(body: bytes) -> str:
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def by_hand(path: str, body: bytes, signature: str) -> None:
    assert hmac.compare_digest(signature, f"sha256={signed(body)}")
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:  # commits by itself
        cursor.execute(INSERT, [NETWORK, body, now, now])


def through_the_view(path: str, body: bytes, signature: str) -> None:
    told: list[str] = []
    answer = wsgi.application(environ_of(path, body, signature), lambda *said: told.append(said[0]))
    b"".join(answer)
    answer.close()
    assert told == ["200 OK"], told


def environ_of(path: str, body: bytes, signature: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_USER_AGENT": "facebookexternalua", "HTTP_X_HUB_SIGNATURE_256": signature,
        "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
        "wsgi.input": io.BytesIO(body), "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip


if __name__ == "__main__":
    main()
