from __future__ import annotations

from django.urls import path

from sinergi.insights.views import importing, looking, taking

app_name = "insights"
urlpatterns = [
    path("wawasan/", looking.accounts, name="accounts"),
    path("wawasan/akun/<int:pk>/", looking.account, name="account"),
    path("wawasan/akun/<int:pk>/unduh/", taking.download, name="download"),
    path("wawasan/akun/<int:pk>/unduh/<str:form>/", taking.download, name="download"),
    path("wawasan/kiriman/<int:pk>/", looking.post, name="post"),
    path("wawasan/impor/", importing.bring, name="bring"),
    path("wawasan/impor/templat/", taking.template, name="template"),
    path("wawasan/impor/<int:pk>/", importing.step, name="import"),
]
