from __future__ import annotations

from django.urls import path

from sinergi.web import pages

app_name = "public"
urlpatterns = [
    path("", pages.home, name="home"),
    path("tentang/", pages.about, name="about"),
    path("privasi/", pages.privacy, name="privacy"),
    path("aksesibilitas/", pages.accessibility, name="accessibility"),
    path("luring/", pages.offline, name="offline"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("bahasa/", pages.language, name="language"),
    path("tampilan/", pages.theme, name="theme"),
]
