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

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

#: A third of the time of the usual 6, for a tenth more bytes.
LEVEL = 3
#: Of brotli, which browsers take over HTTPS only: a tenth less than gzip, for 0.3 ms a list.
QUALITY = 5
#: Less is not worth it.
LEAST = 300
MOST_CHANCE = 64


class PackingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _is_page(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            taken = request.headers.get("Accept-Encoding", "")
            way = next((way for way in WAYS if way in taken), None)
            if way:
                response.content = WAYS[way](response.content)
                response["Content-Encoding"] = way
                response["Content-Length"] = str(len(response.content))
        return response


def by_brotli(content: bytes) -> bytes:
    """Return content as brotli, with a comment of a length of chance."""
    chance = secrets.token_hex(secrets.randbelow(MOST_CHANCE))
    page = b"%b<!--%b-->" % (content, chance.encode())
    packed: bytes = brotli.compress(page, mode=brotli.MODE_TEXT, quality=QUALITY, lgwin=16)
    return packed


def by_gzip(content: bytes) -> bytes:
    """Return content as gzip, with a file name of a length of chance."""
    out = BytesIO()
    name = "a" * secrets.randbelow(MOST_CHANCE)
    with GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


#: How a page can be packed, the best first.
WAYS: dict[str, Callable[[bytes], bytes]] = {"br": by_brotli, "gzip": by_gzip}


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    page = kind.startswith("text/html") and "Content-Encoding" not in response.headers
    return page and len(response.content) >= LEAST
