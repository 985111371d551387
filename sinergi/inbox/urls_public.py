from __future__ import annotations

from django.urls import path

from sinergi.inbox.views import citizen

app_name = "status"
urlpatterns = [path("status/<str:token>/", citizen.status, name="status")]
