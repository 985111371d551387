"""Every address of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from sinergi.networks.practice import practice
from sinergi.publishing.feeds import UnitFeed
from sinergi.publishing.views import sharing
from sinergi.web.api.root import api
from sinergi.web.health import health

# What is asked for most stands first: addresses are tried in this order.
urlpatterns: list[URLPattern | URLResolver] = [
    path("kerja/", include("sinergi.web.urls")),
    path("kerja/", include("sinergi.inbox.urls")),
    path("kerja/", include("sinergi.publishing.urls")),
    path("kerja/", include("sinergi.insights.urls")),
    path("kerja/", include("sinergi.networks.urls")),
    path("kerja/", include("sinergi.understanding.urls")),
    path("kerja/", include("sinergi.knowledge.urls")),
    path("kerja/", include("sinergi.units.urls")),
    path("kerja/", include("sinergi.notices.urls")),
    path("", include("sinergi.web.urls_public")),
    path("", include("sinergi.networks.urls_public")),
    path("", include("sinergi.inbox.urls_public")),
    path("", include("sinergi.people.urls")),
    path("jaringan-latihan/<path:rest>", practice),
    path("jaringan-latihan/", practice, {"rest": ""}),
    path("kalender/<str:secret>.ics", sharing.feed, name="calendar-feed"),
    path("umpan/<path:code>.atom", UnitFeed(), name="feed"),
    path("sehat", health, name="health"),
    path("api/v1/", api.urls),
]

handler400 = "sinergi.web.errors.bad_request"
handler403 = "sinergi.web.errors.forbidden"
handler404 = "sinergi.web.errors.not_found"
handler500 = "sinergi.web.errors.fault"
