from __future__ import annotations

from django.urls import path

from sinergi.units import views

app_name = "units"
urlpatterns = [
    path("kantor/", views.units, name="list"),
]
