from __future__ import annotations

from django.urls import path

from sinergi.inbox.views import (
    answering,
    attached,
    citizen,
    entering,
    listing,
    suggesting,
    talking,
    understanding,
)

app_name = "inbox"
urlpatterns = [
    path("kotak-masuk/", listing.conversations, name="list"),
    path("kotak-masuk/catat/", entering.enter, name="enter"),
    path("kotak-masuk/impor/", entering.import_messages, name="import"),
    path("kotak-masuk/<int:pk>/", talking.conversation, name="conversation"),
    path("kotak-masuk/<int:pk>/balas/", talking.reply, name="reply"),
    path("kotak-masuk/<int:pk>/konsep/", answering.keep, name="keep"),
    path("kotak-masuk/<int:pk>/menjawab/", answering.holding, name="holding"),
    path("kotak-masuk/<int:pk>/jawab/", answering.hold, name="hold"),
    path("kotak-masuk/<int:pk>/pakai/", suggesting.use, name="use"),
    path("kotak-masuk/<int:pk>/izin/", suggesting.release, name="release"),
    path("kotak-masuk/<int:pk>/susun/", suggesting.machine, name="machine"),
    path("kotak-masuk/<int:pk>/tautan/", citizen.share, name="share-status"),
    path("kotak-masuk/<int:pk>/sembunyikan/<int:message>/", talking.hide, name="hide"),
    path(
        "kotak-masuk/<int:pk>/lampiran/<int:message>/<int:number>/",
        attached.attachment,
        name="attachment",
    ),
    path("kotak-masuk/<int:pk>/label/", understanding.label, name="label"),
    path("kotak-masuk/<int:pk>/catatan/", talking.note, name="note"),
    path("kotak-masuk/<int:pk>/tugaskan/", talking.assign, name="assign"),
    path("kotak-masuk/<int:pk>/selesai/", talking.finish, name="finish"),
    path("kotak-masuk/<int:pk>/buka/", talking.reopen, name="reopen"),
]
