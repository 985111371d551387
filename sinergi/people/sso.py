"""Other services that people may sign in with, as the settings name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from requests import RequestException

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    url: str


def providers() -> list[Provider]:
    """Return the services on the sign-in page; none unless SINERGI_OIDC_URL is set."""
    given: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    apps = given.get("openid_connect", {}).get("APPS", [])
    return [
        Provider(
            app["name"],
            reverse("openid_connect_login", kwargs={"provider_id": app["provider_id"]}),
        )
        for app in apps
    ]


def _told(view: View) -> View:
    """Wrap a view of the library: a service that is away or talks nonsense gets a page, no 500."""

    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except (RequestException, KeyError):
            return render(request, "socialaccount/authentication_error.html", status=503)

    return guarded


login = _told(oidc.login)
callback = _told(oidc.callback)
