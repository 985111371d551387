"""The one stylesheet: in the page on the first visit, from the browser's store after that.

On a slow line a round trip costs more than the bytes: inlining the small file once halves the time
to the first paint (ui.md, 1.1). A cookie remembers which version a browser has been given.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest

PATH = "web/sinergi.css"
COOKIE = "style"


@dataclass(frozen=True, slots=True)
class Style:
    """``source`` is the CSP source that allows the inlined text, ``mark`` names the version."""

    text: str
    url: str
    source: str
    mark: str


@cache
def style() -> Style:
    url = staticfiles_storage.url(PATH)
    name = staticfiles_storage.stored_name(PATH)  # type: ignore[attr-defined]  # the manifest's
    with staticfiles_storage.open(name) as file:
        text: str = file.read().decode()
    digest = hashlib.sha256(text.encode()).digest()
    source = f"'sha256-{base64.b64encode(digest).decode()}'"
    return Style(text, url, source, digest.hex()[:12])


def is_new_to(request: HttpRequest) -> bool:
    """True when this browser has not been given this version yet."""
    return request.COOKIES.get(COOKIE) != style().mark
