"""Addresses of approval: policies, deputies, remarks, emergencies, holds."""

from __future__ import annotations

from django.urls import path

from sinergi.publishing.views import holding, judging, policies

urlpatterns = [
    path("konten/<int:pk>/jenis/", judging.classify, name="classify"),
    path("konten/<int:pk>/serta-merta/", judging.eight, name="eight"),
    path("persetujuan/<int:pk>/catatan/", judging.comment, name="comment"),
    path("persetujuan/catatan/<int:pk>/selesai/", judging.resolve, name="resolve"),
    path("persetujuan/catatan/<int:pk>/buka/", judging.reopen, name="reopen"),
    path("persetujuan/<int:pk>/tinjau/", judging.review, name="review"),
    path("kebijakan/", policies.policies, name="policies"),
    path("kebijakan/<int:unit>/", policies.policies, name="policies-of"),
    path("kebijakan/baris/<int:pk>/hapus/", policies.drop, name="drop-policy"),
    path("wakil/", policies.absences, name="absences"),
    path("wakil/<int:pk>/hapus/", policies.come_back, name="come-back"),
    path("tahan/", holding.holds, name="holds"),
    path("tahan/<int:pk>/akhiri/", holding.end, name="end-hold"),
    path("tahan/kiriman/<int:pk>/", holding.release, name="release"),
]
