"""Files of the public, and what proves a claim: handed out alone, to one reader, never stored."""

from __future__ import annotations

from django.http import HttpResponse

#: Such a page shows that file, and nothing else.
ALONE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


def handed_out(content: bytes, mime: str, *, shown: bool, name: str = "") -> HttpResponse:
    """Return a file for a browser to show, or else to keep, under a name in plain ASCII."""
    answer = HttpResponse(content, content_type=mime if shown else "application/octet-stream")
    way = "inline" if shown else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="{name}"' if name else way
    answer["Content-Security-Policy"] = ALONE
    answer["Cache-Control"] = "private, no-store"
    return answer
