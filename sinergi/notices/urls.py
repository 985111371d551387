from __future__ import annotations

from django.urls import path

from sinergi.notices import views

app_name = "notices"
urlpatterns = [
    path("pemberitahuan/", views.notices, name="list"),
    path("pemberitahuan/dibaca/", views.mark_read, name="mark-read"),
    path("pemberitahuan/<int:pk>/", views.open_notice, name="open"),
]
