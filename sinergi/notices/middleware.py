"""What leads to a page is read once the page was made for its person."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from sinergi.notices import reading


class ReadingMiddleware:
    """Marks read after the page: making one writes nothing. Only a page that counted something asks
    for it (``reading.here``), so that others cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, "notices_lead_here", False) and response.status_code < 500:
            reading.seen(request.user, request.get_full_path())
        return response
