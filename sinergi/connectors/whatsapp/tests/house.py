"""Answering as the house does it."""

from __future__ import annotations

import io

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.world import WARGA

ASKED = f"{WARGA}/wamid.warga1"
TOLD = "Yth. Sari, laporan Anda nomor 17 sudah selesai."
LATE = Draft(
    TOLD,
    to=WARGA,
    direct=True,
    options={"template": "jawaban_laporan:id", "parameters": "Sari\n17\n"},
)


def file(mime: str = "image/jpeg", name: str = "a.jpg") -> Media:
    return Media(name, mime, 3, lambda: io.BytesIO(b"isi"))


def prepared(office: WhatsApp, draft: Draft) -> dict[str, str]:
    kept: dict[str, str] = {}
    office.prepare(draft, key="kunci", progress={}, keep=kept.__setitem__)
    return kept


def send(office: WhatsApp, draft: Draft) -> Published:
    return office.publish(draft, key="kunci", progress=prepared(office, draft))
