"""Who asks: a personal token with the scope that the endpoint declares."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from ninja.security import HttpBearer

from sinergi.lib.text import say
from sinergi.people import tokens
from sinergi.people.models import ApiToken, User
from sinergi.web.api import pace
from sinergi.web.api.problems import Refused


class Asked(HttpRequest):
    """A request that came with a token. The token acts as its person, within its scopes."""

    auth: ApiToken


class Token(HttpBearer):
    """Lets in a token that has ``scope``. Sessions of browsers do not count here."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        tokens.SCOPES[scope]  # a scope that does not exist is a slip of the pen
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = tokens.authenticate(token.strip())
        if found is None:
            return None
        # The middleware of languages puts back what was before.
        translation.activate(found.user.language or settings.LANGUAGE_CODE)
        pace.take(found.pk, now=timezone.now())
        if self.scope not in found.scopes:
            told = f'Bearer realm="sinergi", error="insufficient_scope", scope="{self.scope}"'
            needed = say("This needs {scope}.")
            raise Refused("scope", needed, {"WWW-Authenticate": told}, scope=self.scope)
        return found


def needs(scope: str) -> dict[str, Any]:
    """Return what an endpoint says of its scope: to the door, and to readers of the description."""
    return {"auth": Token(scope), "openapi_extra": {"x-scope": scope}}


def delivers(scope: str, *types: str) -> dict[str, Any]:
    """Return the same for an endpoint that answers bytes of one of these media types."""
    found = needs(scope)
    found["openapi_extra"]["responses"] = {200: {"content": {one: {} for one in types}}}
    return found


def person(request: Asked) -> User:
    """Return the person the token acts as."""
    return request.auth.user
