"""Other services that people may sign in with, as the settings name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse


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
