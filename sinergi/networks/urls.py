from __future__ import annotations

from django.urls import path

from sinergi.networks import pulls
from sinergi.networks.views import accounts, apps, calls, connecting, records

app_name = "networks"
urlpatterns = [
    path("kanal/", accounts.accounts, name="accounts"),
    path("kanal/sambung/", connecting.choose, name="choose"),
    path("kanal/sambung/<int:unit_id>/<slug:network>/", connecting.connect, name="connect"),
    path("kanal/tangan/<int:unit_id>/<slug:network>/", connecting.by_hand, name="by-hand"),
    path("kanal/masuk/", connecting.sign_in_return, name="sign-in-return"),
    path("kanal/pilih/<str:state>/", connecting.pick, name="pick"),
    path("kanal/aplikasi/", apps.apps, name="apps"),
    path("kanal/aplikasi/<slug:network>/", apps.app, name="app"),
    path("ambil/<str:token>/", pulls.pull, name="pull"),
    path("kait/<slug:network>/", calls.called, name="called"),
    path("kait/<slug:network>/<str:token>/", calls.called, name="called-own"),
    path("kanal/register/", records.records, name="records"),
    path("kanal/<int:pk>/register/", records.record, name="record"),
    path("kanal/<int:pk>/", accounts.account, name="account"),
    path("kanal/<int:pk>/anggaran/", accounts.budget, name="budget"),
    path("kanal/<int:pk>/putuskan/", accounts.disconnect, name="disconnect"),
]
