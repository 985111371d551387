"""The language of a request: the person's own choice, else this browser's, else the default."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation


class LanguageMiddleware:
    """Accept-Language is not asked: office PCs are set up in English and used in Indonesian."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "id")
            return response


def language_of(request: HttpRequest) -> str:
    # The session cookie first: a visitor without one costs no query.
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        # The person itself from here on: each look through one that is found lazily is a detour.
        request.user = get_user(request)
        if request.user.is_authenticated and request.user.language:
            return request.user.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)
