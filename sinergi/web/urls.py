from __future__ import annotations

from django.urls import path

from sinergi.web import counting, going, pages, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("menu/", pages.menu, name="menu"),
    path("ke/", going.go, name="go"),
    path("hitung/", counting.lengths, name="lengths"),
    path("pintasan/", pages.shortcuts, name="shortcuts"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("sw.js", pages.service_worker, name="service-worker"),
]
