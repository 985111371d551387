from __future__ import annotations

from django.urls import path

from sinergi.networks import views

app_name = "networks"
urlpatterns = [
    path("kanal/", views.accounts, name="accounts"),
    path("kanal/sambung/", views.choose, name="choose"),
    path("kanal/sambung/<int:unit_id>/<slug:network>/", views.connect, name="connect"),
    path("kanal/masuk/", views.sign_in_return, name="sign-in-return"),
    path("kanal/<int:pk>/", views.account, name="account"),
    path("kanal/<int:pk>/putuskan/", views.disconnect, name="disconnect"),
]
