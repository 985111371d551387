"""Files that networks fetch themselves: at an address nobody can guess, new for each attempt, for
two hours. Our log then tells whether a network ever came for a file.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

SALT = "sinergi.networks.pulls"
LASTS = timedelta(hours=2)

log = logging.getLogger(__name__)


def reached() -> bool:
    """True when networks may reach this installation: they come to no address without TLS."""
    return settings.SITE_URL.startswith("https://")


def address(file: str, mime: str, *, delivery: int, now: datetime) -> str:
    """Return a new address of a file in the default storage, on this installation."""
    until = int((now + LASTS).timestamp())
    told = {"f": file, "m": mime, "d": delivery, "u": until, "n": secrets.token_urlsafe(8)}
    token = signing.dumps(told, salt=SALT, compress=True)
    return f"{settings.SITE_URL}{reverse('networks:pull', args=[token])}"


@require_safe
def pull(request: HttpRequest, token: str) -> HttpResponseBase:
    """Hand out a file to whoever was given its address. 404 when that is wrong or too old."""
    try:
        told: dict[str, Any] = signing.loads(token, salt=SALT)
    except signing.BadSignature as e:
        raise Http404 from e
    if told["u"] < timezone.now().timestamp() or not default_storage.exists(told["f"]):
        raise Http404
    log.info("Delivery %s: a file was fetched by its address (%s)", told["d"], told["n"])
    answer = FileResponse(default_storage.open(told["f"]), content_type=told["m"])
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
