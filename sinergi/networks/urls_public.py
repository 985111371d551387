from __future__ import annotations

from django.urls import path

from sinergi.networks.views import apps, public

app_name = "directory"
urlpatterns = [
    path("akun-resmi/", public.listing, name="list"),
    path("akun-resmi/cek/", public.check, name="check"),
    path("<slug:network>/client-metadata.json", apps.document, name="client-document"),
    path("akun-resmi/data.<str:form>", public.data, name="data"),
]
