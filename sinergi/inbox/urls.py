from __future__ import annotations

from django.urls import path

from sinergi.inbox import views

app_name = "inbox"
urlpatterns = [
    path("kotak-masuk/", views.conversations, name="list"),
    path("kotak-masuk/<int:pk>/", views.conversation, name="conversation"),
    path("kotak-masuk/<int:pk>/balas/", views.reply, name="reply"),
    path("kotak-masuk/<int:pk>/catatan/", views.note, name="note"),
    path("kotak-masuk/<int:pk>/tugaskan/", views.assign, name="assign"),
    path("kotak-masuk/<int:pk>/selesai/", views.finish, name="finish"),
    path("kotak-masuk/<int:pk>/buka/", views.reopen, name="reopen"),
]
