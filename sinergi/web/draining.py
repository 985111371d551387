"""Read what a client still sends before it is answered.

A server closes a connection whose request it has not read to its end, and the client's next request
on it fails without a word. That is what a refusal does that needs no body: a token that ended, a
form whose session did.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: In bytes. Whoever is refused with a whole video connects anew.
MOST = 100_000


def drained(application: WSGIApplication) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        said = application(environ, start)
        length = environ.get("CONTENT_LENGTH", "")
        if length.isdigit() and 0 < int(length) <= MOST:
            environ["wsgi.input"].read(int(length))
        return said

    return answer
