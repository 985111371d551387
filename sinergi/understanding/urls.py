from __future__ import annotations

from django.urls import path

from sinergi.understanding.views import doing, editing, looking, places

app_name = "understanding"
urlpatterns = [
    path("bahasa/", looking.overview, name="overview"),
    path("bahasa/kantor/<int:unit>/", looking.overview, name="office"),
    path("bahasa/kantor/<int:unit>/topik/", editing.topics, name="topics"),
    path("bahasa/kantor/<int:unit>/tempat/", places.names, name="places"),
    path("bahasa/kantor/<int:unit>/impor/", editing.import_labels, name="import"),
    path("bahasa/kantor/<int:unit>/putaran/", doing.begin_round, name="begin-round"),
    path("bahasa/kantor/<int:unit>/latih/", doing.train, name="train"),
    path("bahasa/kantor/<int:unit>/kembali/", doing.roll_back, name="roll-back"),
    path("bahasa/putaran/<int:pk>/", doing.labelling_round, name="round"),
    path("bahasa/model/<int:pk>/", looking.model, name="model"),
    path("bahasa/model/<int:pk>/pakai/", doing.promote, name="promote"),
    path("bahasa/teks/<int:pk>/", looking.text, name="text"),
]
