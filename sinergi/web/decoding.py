"""Believe no client that its body is in an encoding of letters that is none.

Python decodes by names that no text is in ("zlib", "punycode"), and Django asks it by the name a
client gives before any of our code runs: a fault of the server, with nobody to catch it. What is
sent to us is UTF-8; a form in something else is refused as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Whatever else is named is taken for ASCII, which is a part of each of them.
KNOWN = {"utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252"}
_NAMED = re.compile(r"(charset\s*=\s*)(\"[^\"]*\"?|[^;\s]*)", re.IGNORECASE)


def decoded(application: WSGIApplication) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE", "")
        if "charset" in kind.lower():
            environ["CONTENT_TYPE"] = _NAMED.sub(_known, kind)
        return application(environ, start)

    return answer


def _known(named: re.Match[str]) -> str:
    known = named[2].strip('"').lower() in KNOWN
    return named[0] if known else f"{named[1]}us-ascii"
