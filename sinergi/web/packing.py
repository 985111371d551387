"""Pages are packed on their way: on a slow line a list of fifty rows is a fifth of its bytes.

Only pages: files are packed once when they are gathered, pictures are packed already, and programs
are near. A length of chance hides what an observer could learn from the size of an answer that
repeats what they asked (BREACH); the secret of our forms is masked anew in each page besides.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from gzip import GzipFile
from io import BytesIO

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

#: A third of the time of the usual 6, for a tenth more bytes.
LEVEL = 3
#: Less is not worth it.
LEAST = 300
MOST_CHANCE = 100


class PackingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _is_page(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                response.content = packed(response.content)
                response["Content-Encoding"] = "gzip"
                response["Content-Length"] = str(len(response.content))
        return response


def packed(content: bytes) -> bytes:
    """Return content as gzip, with a file name of a length of chance."""
    out = BytesIO()
    name = "a" * secrets.randbelow(MOST_CHANCE)
    with GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    page = kind.startswith("text/html") and "Content-Encoding" not in response.headers
    return page and len(response.content) >= LEAST
