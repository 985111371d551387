from __future__ import annotations

from django.urls import path

from sinergi.knowledge.views import correcting, deciding, looking, releasing, trying, writing

app_name = "knowledge"
urlpatterns = [
    path("jawaban/", looking.answers, name="list"),
    path("jawaban/tulis/", writing.write, name="write"),
    path("jawaban/coba/", trying.ask, name="try"),
    path("jawaban/koreksi/", correcting.corrections, name="corrections"),
    path("jawaban/koreksi/<int:pk>/", correcting.settle, name="settle"),
    path("jawaban/izin/", releasing.releases, name="releases"),
    path("jawaban/izin/<int:pk>/", releasing.decide, name="decide"),
    path("jawaban/<int:pk>/", looking.answer, name="answer"),
    path("jawaban/<int:pk>/ubah/", writing.edit, name="edit"),
    path("jawaban/<int:pk>/riwayat/", looking.history, name="history"),
    path("jawaban/<int:pk>/verifikasi/", deciding.verify, name="verify"),
    path("jawaban/<int:pk>/tarik/", deciding.withdraw, name="withdraw"),
]
