from __future__ import annotations

from django.urls import path

from sinergi.publishing.views import library, library_acts, library_looks

urlpatterns = [
    path("media/", library.library, name="library"),
    path("media/tambah/", library.upload, name="library-upload"),
    path("media/pilih/", library_looks.pick, name="library-pick"),
    path("media/<int:pk>/", library.entry, name="library-file"),
    path("media/<int:pk>/ubah/", library.change, name="library-change"),
    path("media/<int:pk>/potong/", library_acts.crop, name="library-crop"),
    path("media/<int:pk>/potong/<str:shape>/", library_looks.look, name="library-look"),
    path("media/<int:pk>/kecil/", library_looks.small, name="library-small"),
    path("media/<int:pk>/berkas/", library_looks.whole, name="library-whole"),
    path("media/<int:pk>/ganti/", library_acts.replace, name="library-replace"),
    path("media/<int:pk>/tarik/", library_acts.withdraw, name="library-withdraw"),
    path("media/<int:pk>/kembalikan/", library_acts.bring_back, name="library-bring-back"),
    path("media/<int:pk>/hapus/", library_acts.drop, name="library-drop"),
    path("tulis/gambar/<str:token>/potong/<str:cut>/", library_looks.cut, name="picture-cut"),
]
