"""Every page of the house, with who opens it: a new address must be given a place here."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

#: Signed out.
PUBLIC = (
    "/",
    "/tentang/",
    "/privasi/",
    "/aksesibilitas/",
    "/luring/",
    "/masuk/",
    "/masuk/lupa/",
    "/masuk/lupa/terkirim/",
    "/masuk/lupa/selesai/",
    "/masuk/nonaktif/",
    "/daftar/",
    "/akun-resmi/",
    "/akun-resmi/cek/?q=@kecamatan.cibinong",
)

#: By person. ``{draft}`` and the like are found on the pages of the demo.
PAGES = {
    "ayu": (
        "/kerja/",
        "/kerja/menu/",
        "/kerja/ke/?q=kotak",
        "/kerja/tulis/",
        "/kerja/tulis/{draft}/",
        "/kerja/konten/",
        "/kerja/konten/?tab=cancelled",
        "/kerja/konten/{draft}/",
        "/kerja/konten/{published}/",
        "/kerja/kalender/",
        "/kerja/pengiriman/{delivery}/",
        "/kerja/kotak-masuk/",
        "/kerja/kotak-masuk/?tab=mine",
        "/kerja/kotak-masuk/?tab=open&matter=question&sheet=1",
        "/kerja/kotak-masuk/?q=jadwal",
        "/kerja/kotak-masuk/tampilan/?asked=tab%3Dopen",
        "/kerja/kotak-masuk/{conversation}/",
        "/kerja/wawasan/",
        "/kerja/wawasan/akun/{account}/",
        "/kerja/wawasan/kiriman/{delivery}/",
        "/kerja/wawasan/impor/",
        "/kerja/kotak-masuk/{conversation}/tanya/",
        "/kerja/tenggat/",
        "/kerja/piket/",
        "/kerja/meja-respons/",
        "/kerja/kotak-masuk/kasus/",
        "/kerja/kotak-masuk/angka/?per=hour",
        "/kerja/kotak-masuk/hoaks/",
        "/kerja/kotak-masuk/hoaks/baru/",
        "/kerja/kotak-masuk/insiden/",
        "/kerja/kotak-masuk/insiden/baru/",
        "/kerja/kotak-masuk/{conversation}/teruskan/",
        "/kerja/kotak-masuk/{conversation}/alihkan/",
        "/kerja/kotak-masuk/{conversation}/bukan-kewenangan/?siapa=city",
        "/kerja/kotak-masuk/catat/",
        "/kerja/kotak-masuk/impor/",
        "/kerja/topik/",
        "/kerja/bahasa/",
        "/kerja/jawaban/",
        "/kerja/jawaban/?tab=expired",
        "/kerja/jawaban/tulis/",
        "/kerja/jawaban/coba/",
        "/kerja/jawaban/koreksi/",
        "/kerja/jawaban/{answer}/",
        "/kerja/kanal/",
        "/kerja/kanal/register/",
        "/kerja/kanal/{account}/",
        "/kerja/kanal/{account}/register/",
        "/kerja/kantor/",
        "/kerja/kantor/{unit}/",
        "/kerja/kantor/{unit}/kalender/?month=2026-12",
        "/kerja/pemberitahuan/",
        "/kerja/pengaturan/",
        "/kerja/pengaturan/profil/",
        "/kerja/pengaturan/token/",
        "/kerja/pengaturan/sandi/",
        "/kerja/pengaturan/perangkat/",
        "/kerja/pengaturan/keamanan/",
        "/kerja/pengaturan/keamanan/kode/",
        "/kerja/pengaturan/keamanan/kunci/",
        "/kerja/pengaturan/keamanan/kunci/tambah/",
        "/keluar/",
    ),
    "budi": (
        "/kerja/",
        "/kerja/persetujuan/",
        "/kerja/persetujuan/{approval}/",
        "/kerja/kotak-masuk/nilai/",
        "/kerja/jawaban/izin/",
        "/kerja/jawaban/{answer}/riwayat/",
    ),
    "rani": (
        "/kerja/",
        "/kerja/kotak-masuk/bukan-kewenangan/",
        "/kerja/kotak-masuk/bukan-kewenangan/{unit}/",
        "/kerja/kotak-masuk/kewenangan/",
        "/kerja/kotak-masuk/kewenangan/{unit}/",
        "/kerja/kotak-masuk/peka/",
        "/kerja/kotak-masuk/privasi/",
        "/kerja/kotak-masuk/privasi/{unit}/",
        "/kerja/kotak-masuk/privasi/warga/",
        "/kerja/kotak-masuk/peka/{unit}/",
        "/kerja/kanal/sambung/",
        "/kerja/kanal/sambung/{unit}/sandbox/",
        "/kerja/kanal/sambung/{unit}/mastodon/",
        "/kerja/kanal/tangan/{unit}/whatsappchannel/",
        "/kerja/kanal/aplikasi/",
        "/kerja/kanal/aplikasi/instagram/",
        "/kerja/kanal/{account}/",
        "/kerja/kantor/",
        "/kerja/kantor/tambah/",
        "/kerja/kantor/impor/",
        "/kerja/kantor/{unit}/",
        "/kerja/kantor/{unit}/nama/",
        "/kerja/kantor/{unit}/ubah/",
        "/kerja/kantor/{unit}/pindah/",
        "/kerja/kantor/{unit}/tutup/",
        "/kerja/kantor/{unit}/jam/",
        "/kerja/kantor/{unit}/kalender/?month=2026-12",
        "/kerja/kantor/{unit}/kalender/hari/?day=2026-12-24",
        "/kerja/kantor/{unit}/kalender/jam/",
        "/kerja/kantor/{unit}/peran/",
        "/kerja/kantor/{unit}/undang/",
        "/kerja/aturan-teks/",
        "/kerja/aturan-teks/{unit}/",
        "/kerja/bahasa/",
        "/kerja/tenggat/{unit}/",
        "/kerja/tenggat/{unit}/complaint/answer/",
        "/kerja/tenggat/{unit}/jenjang/",
        "/kerja/piket/{unit}/",
        "/kerja/bahasa/kantor/{unit}/",
        "/kerja/bahasa/kantor/{unit}/topik/",
        "/kerja/bahasa/kantor/{unit}/impor/",
    ),
}

#: Names that are no page of their own, and why.
NO_PAGES = {
    "takes a form and leads elsewhere": {
        "public:language", "public:theme", "desk:shortcuts",
        "settings:end-session", "settings:revoke-token",
        "content:block", "content:unblock",
        "content:ask", "content:withdraw", "content:cancel", "content:move", "content:files-again",
        "inbox:view", "inbox:bulk", "inbox:undo", "inbox:reply", "inbox:note", "inbox:assign",
        "inbox:finish", "inbox:reopen", "inbox:hide",
        "inbox:label", "inbox:keep", "inbox:hold", "inbox:share-status",
        "inbox:judge", "inbox:routing-switch", "inbox:begin-handing", "inbox:handing",
        "inbox:refuse", "inbox:join", "inbox:begin-case", "inbox:case-answer",
        "inbox:case-close",
        "inbox:reveal", "inbox:correct-incident", "inbox:incident-step", "inbox:mark-hoax",
        "inbox:hoax-evidence", "inbox:hoax-check", "inbox:hoax-state",
        "inbox:hoax-judge", "inbox:hoax-settle",
        "inbox:sensitive-drop", "inbox:ask-approval", "inbox:proposal", "inbox:proposal-withdraw",
        "inbox:use", "inbox:release", "inbox:machine",
        "inbox:matter", "inbox:extend", "inbox:confirm", "inbox:bring-back", "inbox:spam-hiding",
        "inbox:end-duty",
        "understanding:begin-round", "understanding:train",
        "understanding:roll-back", "understanding:promote",
        "networks:disconnect", "networks:sign-in-return", "networks:budget",
        "units:reopen", "units:add-alias", "units:remove-alias", "units:withdraw",
        "units:drop-day", "units:drop-period",
        "notices:mark-read", "notices:open",
        "knowledge:verify", "knowledge:withdraw", "knowledge:settle", "knowledge:decide",
    },
    "answers no page": {
        "insights:download", "inbox:download", "insights:template",
        "desk:manifest", "desk:lengths", "desk:service-worker", "content:picture", "content:media",
        "health", "feed", "public:favicon", "inbox:attachment", "inbox:holding",
        "inbox:lapor-file", "inbox:screenshot", "inbox:figures-file",
        "directory:data", "directory:client-document",
        "networks:called", "networks:called-own", "networks:pull",
        "content:poster", "content:film", "content:asked-file", "content:asked-poster",
        "content:sent-file", "content:files", "content:checks", "content:checks-of",
        "mfa_login_webauthn", "mfa_download_recovery_codes", "practice",
    },
    "needs a link, a second factor or a service: drawn by the tests of people": {
        "account:invitation", "mfa_authenticate", "socialaccount_login_cancelled",
        "socialaccount_login_error", "socialaccount_signup", "socialaccount_connections",
        "openid_connect_login", "openid_connect_callback", "account_reset_password_from_key",
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "account_set_password", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_remove_webauthn", "mfa_edit_webauthn",
        "units:end",
    },
    "needs a sign-in on its way: drawn by the tests of networks": {"networks:pick"},
    "needs several voices: drawn by the tests of the inbox": {"inbox:case"},
    "needs something that happened: drawn by the tests of the inbox": {
        "inbox:hoax", "inbox:incident",
    },
    "needs an answer of one's own office: drawn by the tests of knowledge": {"knowledge:edit"},
    "needs a link given to a citizen: drawn by the tests of the inbox": {"status:status"},
    "needs labels of people: drawn by the tests of understanding": {
        "understanding:round", "understanding:model", "understanding:text",
    },
    "needs hours settled for a time: drawn by the tests of units": {"units:edit-period"},
    "needs an auditor: drawn by the tests of units": {"units:log"},
    "needs a file somebody brought: drawn by the tests of insights": {
        "insights:import",
    },
}  # fmt: skip


def names() -> Iterator[str]:
    """Return the name of every address of the house, the API's apart."""
    return (name for name in _walk(get_resolver(), "") if not name.startswith("api"))


def _walk(resolver: URLResolver, space: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern, space + (f"{pattern.namespace}:" if pattern.namespace else "")
            )
        else:
            yield space + (pattern.name or "practice")
