"""The pages of the practice network. Small, plain, and always labelled as what they are."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from html import escape

from sinergi.connectors.sandbox.store import Post

CSS = """
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,Roboto,sans-serif;color:#15202b;background:#f3f5f7}
header{background:#7a4a00;color:#fff;padding:12px 16px}
header a{color:#fff}
main{max-width:640px;margin:0 auto;padding:16px}
article,form{background:#fff;border:1px solid #d5dce2;border-radius:14px;
padding:16px;margin:0 0 16px}
article article{margin:12px 0 0}
h1{font-size:20px;margin:0}
p{margin:4px 0;white-space:pre-line;overflow-wrap:anywhere}
small{color:#4a5866}
label{display:block;font-weight:600;margin:8px 0 4px}
input,select,textarea{width:100%;font:inherit;padding:10px;border:1px solid #758391;
border-radius:10px}
button{margin-top:12px;font:inherit;font-weight:600;min-height:44px;padding:0 20px;border:0;
border-radius:10px;background:#0b5d66;color:#fff}
a{color:#0b5d66}
img{max-width:100%;border-radius:10px}
"""


def handle(typed: str) -> str:
    """Return a name as this network writes it: small letters, digits, dots."""
    return re.sub(r"[^a-z0-9._]+", ".", typed.strip().lstrip("@").casefold()).strip(".")[:60]


def _page(base: str, title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Jaringan Latihan</title>"
        f'<link rel="stylesheet" href="{escape(base)}/gaya.css"></head><body>'
        f'<header><h1><a href="{escape(base)}/">Jaringan Latihan</a></h1>'
        "Bukan jaringan sungguhan: semua warga di sini rekaan.</header>"
        f"<main>{body}</main></body></html>"
    )


def _article(base: str, post: Post, zone: tzinfo, inner: str = "") -> str:
    at = datetime.fromtimestamp(post.at, zone).strftime("%d-%m-%Y %H.%M %Z")
    return (
        f"<article><strong>{escape(post.name)}</strong> <small>@{escape(post.handle)} · "
        f'<a href="{escape(base)}/p/{post.id}">{at}</a></small>'
        f"<p>{escape(post.text)}</p><small>{post.likes} suka</small>{inner}</article>"
    )


def timeline(base: str, posts: list[Post], zone: tzinfo, of: str = "") -> str:
    shown = "".join(_article(base, post, zone) for post in posts)
    form = _review(base, of.removeprefix("@")) if of else ""
    return _page(base, of or "Beranda", (shown or "<p>Belum ada kiriman.</p>") + form)


def _review(base: str, account: str) -> str:
    """Return the form in which a citizen rates an account."""
    stars = "".join(f'<option value="{n}">{n} bintang</option>' for n in (5, 4, 3, 2, 1))
    return (
        f'<form method="post" action="{escape(base)}/warga">'
        f'<input type="hidden" name="account" value="{escape(account)}">'
        '<label for="name">Nama warga (rekaan)</label>'
        '<input id="name" name="name" value="Warga Melati">'
        f'<label for="stars">Penilaian</label><select id="stars" name="stars">{stars}</select>'
        '<label for="text">Ulasan (boleh kosong)</label><textarea id="text" name="text" rows="3">'
        "</textarea><button>Beri ulasan sebagai warga</button></form>"
    )


def thread(
    base: str, post: Post, answers: list[Post], media: list[tuple[int, str]], zone: tzinfo
) -> str:
    pictures = "".join(
        f'<p><img src="{escape(base)}/gambar/{number}" alt="{escape(alt)}"></p>'
        for number, alt in media
    )
    inner = pictures + "".join(_article(base, answer, zone) for answer in answers)
    form = (
        f'<form method="post" action="{escape(base)}/warga">'
        f'<input type="hidden" name="post" value="{post.id}">'
        '<label for="name">Nama warga (rekaan)</label>'
        '<input id="name" name="name" value="Warga Melati">'
        '<label for="text">Balasan warga</label><textarea id="text" name="text" rows="3" '
        "required></textarea><button>Balas sebagai warga</button></form>"
    )
    return _page(base, post.name, _article(base, post, zone, inner) + form)


def sign_in(base: str, asked: dict[str, str]) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(asked.get(name, ""))}">'
        for name in ("redirect", "state", "challenge")
    )
    form = (
        f'<form method="post" action="{escape(base)}/masuk">{hidden}'
        "<p>Sinergi meminta izin menerbitkan dan membaca atas nama akun latihan ini.</p>"
        '<label for="handle">Nama akun latihan</label>'
        '<input id="handle" name="handle" required placeholder="kecamatan.cibinong">'
        '<label for="name">Nama yang tampil</label><input id="name" name="name">'
        "<button>Izinkan</button></form>"
    )
    return _page(base, "Masuk", form)


def gone(base: str) -> str:
    return _page(base, "Tidak ada", "<p>Halaman ini tidak ada.</p>")
