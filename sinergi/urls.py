"""Every address of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sinergi.people.urls")),
    path("kerja/", include("sinergi.publishing.urls")),
    path("kerja/", include("sinergi.inbox.urls")),
    path("kerja/", include("sinergi.networks.urls")),
    path("kerja/", include("sinergi.units.urls")),
    path("kerja/", include("sinergi.notices.urls")),
    path("", include("sinergi.web.urls")),
]
