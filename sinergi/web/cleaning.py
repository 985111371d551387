"""Leave the sign NUL out of what is typed and asked for.

Nobody types it and no text needs it, but PostgreSQL stores and compares none: each field and filter
would have to think of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\0"


class PlainMiddleware:
    """Hand views the words of forms and addresses without NUL.

    Stands behind the check of forms, which has read them; what others call (a network, a program)
    is read by its own view, and the API refuses it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if any(NUL in str(one) for one in kwargs.values()):
            raise Http404  # nothing has such an address
        if getattr(view, "csrf_exempt", False):
            return
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = plain(request.GET)  # type: ignore[assignment]  # as Django's own is
        posted = request.POST if request.method == "POST" else QueryDict()
        if any(NUL in one for _, values in posted.lists() for one in values):
            request.POST = plain(posted)  # type: ignore[assignment]


def plain(asked: QueryDict) -> QueryDict:
    """Return what was asked for without NUL; it can be changed no more."""
    found = QueryDict(mutable=True)
    for name, values in asked.lists():
        found.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    return QueryDict(found.urlencode())
