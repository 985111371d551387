from __future__ import annotations

from django.urls import path

from sinergi.publishing.views import alert_sources as sources
from sinergi.publishing.views import alerts

urlpatterns = [
    path("peringatan/", alerts.alerts, name="alerts"),
    path("peringatan/bawa/", alerts.bring, name="alert-bring"),
    path("peringatan/draf/<int:pk>/", alerts.draft, name="alert-draft"),
    path("peringatan/draf/<int:pk>/ambil/", alerts.take, name="alert-take"),
    path("peringatan/draf/<int:pk>/kesampingkan/", alerts.leave, name="alert-leave"),
    path("peringatan/sumber/", sources.sources, name="alert-sources"),
    path("peringatan/sumber/<int:pk>/", sources.source, name="alert-source"),
    path("peringatan/sumber/<int:pk>/saklar/", sources.turn, name="alert-turn"),
    path("peringatan/sumber/<int:pk>/hapus/", sources.drop, name="alert-drop"),
    path("peringatan/sumber/kantor/<int:unit>/", sources.add, name="alert-add"),
    path("peringatan/sumber/kantor/<int:unit>/resmi/", sources.official, name="alert-official"),
    path("peringatan/batas/", sources.bring_borders, name="alert-borders"),
]
