from __future__ import annotations

from django.urls import path

from sinergi.publishing.views import (
    checking,
    deciding,
    files,
    planned,
    posts,
    switching,
    topics,
    writing,
)

app_name = "content"
urlpatterns = [
    path("tulis/", writing.write, name="write"),
    path("tulis/<int:pk>/", writing.edit, name="edit"),
    path("tulis/periksa/", checking.findings, name="checks"),
    path("tulis/<int:pk>/periksa/", checking.findings, name="checks-of"),
    path("aturan-teks/", switching.switches, name="switches"),
    path("aturan-teks/<int:unit>/", switching.switches, name="switches-of"),
    path("aturan-teks/<int:unit>/blokir/", switching.block, name="block"),
    path("aturan-teks/kata/<int:pk>/hapus/", switching.unblock, name="unblock"),
    path("tulis/gambar/<str:token>/", files.picture, name="picture"),
    path("tulis/film/<str:token>/", files.film, name="film"),
    path("konten/", posts.posts, name="posts"),
    path("konten/<int:pk>/", posts.post, name="post"),
    path("konten/<int:pk>/minta/", posts.ask, name="ask"),
    path("konten/<int:pk>/tarik/", posts.withdraw, name="withdraw"),
    path("konten/<int:pk>/batal/", posts.cancel, name="cancel"),
    path("konten/<int:pk>/pindah/", posts.move, name="move"),
    path("konten/<int:pk>/berkas/", files.progress, name="files"),
    path("konten/<int:pk>/berkas/lagi/", files.again, name="files-again"),
    path("konten/gambar/<int:pk>/", files.media, name="media"),
    path("konten/gambar/<int:pk>/sampul/", files.poster, name="poster"),
    path("topik/", topics.topics, name="topics"),
    path("persetujuan/", deciding.approvals, name="approvals"),
    path("persetujuan/<int:pk>/", deciding.approval, name="approval"),
    path("persetujuan/<int:pk>/berkas/<int:account>/<int:number>/", files.asked, name="asked-file"),
    path(
        "persetujuan/<int:pk>/sampul/<int:account>/<int:number>/",
        files.asked_poster,
        name="asked-poster",
    ),
    path("pengiriman/<int:pk>/", deciding.delivery, name="delivery"),
    path("pengiriman/<int:pk>/berkas/<int:number>/", files.sent, name="sent-file"),
    path("kalender/", planned.calendar, name="calendar"),
]
