"""Signing in and one's own settings. The library's views keep the names it reverses."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from sinergi.people import sso, views

own = [
    path("undangan/<str:token>/", views.invitation, name="invitation"),
]

own_settings = [
    path("", views.home, name="home"),
    path("profil/", views.profile, name="profile"),
    path("perangkat/<int:pk>/akhiri/", views.end_session, name="end-session"),
    path("token/", views.api_tokens, name="tokens"),
    path("token/<int:pk>/cabut/", views.revoke_token, name="revoke-token"),
]

S = "kerja/pengaturan"

urlpatterns = [
    path("", include((own, "account"))),
    path(f"{S}/", include((own_settings, "settings"))),
    path("masuk/", views.sign_in, name="account_login"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/kunci/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("masuk/sso/", include("allauth.socialaccount.urls")),
    path("masuk/sso/oidc/<str:provider_id>/login/", sso.login, name="openid_connect_login"),
    path(
        "masuk/sso/oidc/<str:provider_id>/login/callback/",
        sso.callback,
        name="openid_connect_callback",
    ),
    path("keluar/", account.logout, name="account_logout"),
    path("daftar/", account.signup, name="account_signup"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("masuk/lupa/", account.password_reset, name="account_reset_password"),
    path("masuk/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^masuk/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "masuk/lupa/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(f"{S}/masuk-lagi/", account.reauthenticate, name="account_reauthenticate"),
    path(f"{S}/masuk-lagi/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        f"{S}/masuk-lagi/kunci/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{S}/sandi/", account.password_change, name="account_change_password"),
    path(f"{S}/sandi/baru/", account.password_set, name="account_set_password"),
    path(f"{S}/perangkat/", sessions.list_usersessions, name="usersessions_list"),
    path(f"{S}/keamanan/", mfa.index, name="mfa_index"),
    path(f"{S}/keamanan/kode/", totp.activate_totp, name="mfa_activate_totp"),
    path(f"{S}/keamanan/kode/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(f"{S}/keamanan/cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{S}/keamanan/cadangan/baru/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{S}/keamanan/cadangan/unduh/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(f"{S}/keamanan/kunci/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(f"{S}/keamanan/kunci/tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        f"{S}/keamanan/kunci/<int:pk>/lepas/",
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(f"{S}/keamanan/kunci/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
