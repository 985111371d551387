"""The short way in for networks that call us."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sinergi.networks.views.calls import called

#: As in ``urls``: a network, and perhaps whose own address it is.
ADDRESS = re.compile(r"/kerja/kait/([-a-zA-Z0-9_]+)/(?:([^/]+)/)?")


class CallMiddleware:
    """Takes calls before all that only people need: session, language, person, messages.

    A network calls for each comment, and waits for us: that would be two thirds of its wait.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = ADDRESS.fullmatch(request.path_info) if request.method == "POST" else None
        if asked is None:
            return self.get_response(request)
        return called(request, asked[1], asked[2] or "")
