"""Whom and what there is on the WhatsApp of the tests, and what its messages must look like."""

from __future__ import annotations

import re
from typing import Any

import httpx

from sinergi.connectors.whatsapp.tests import official

TOKEN = "EAAJtoken-of-the-system-user"
SECRET = "secret-of-the-app"
WORD = "kata-untuk-kait"
PHONE, BUSINESS, NUMBER = "106540352242922", "419561257915477", "6281100001111"
WARGA = "6285700002222"
DAY = 24 * 3600
Told = dict[str, Any]

#: What a message may hold besides what all hold.
ALWAYS = {"messaging_product", "recipient_type", "to", "type", "biz_opaque_callback_data"}
INSIDE = {
    "text": {"body", "preview_url"},
    "image": {"id", "caption"},
    "video": {"id", "caption"},
    "document": {"id", "caption", "filename"},
    "template": {"name", "language", "components"},
}
TEMPLATE: Told = {
    "id": "1192339204654487",
    "name": "jawaban_laporan",
    "language": "id",
    "status": "APPROVED",
    "category": "UTILITY",
    "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Kecamatan Cibinong"},
        {
            "type": "BODY",
            "text": "Yth. {{1}}, laporan Anda nomor {{2}} sudah selesai.",
            "example": {"body_text": [["Sari", "17"]]},
        },
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Terima kasih"}]},
    ],
}


class No(Exception):
    """A refusal as Graph words it."""

    def __init__(self, status: int, code: int, message: str, details: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.details = status, code, message, details


def value(**inside: Any) -> Told:
    about = {"display_phone_number": NUMBER, "phone_number_id": PHONE}
    official.check("Metadata", about)
    for contact in inside.get("contacts", ()):
        official.check("ContactProfile", contact)
    return {"messaging_product": "whatsapp", "metadata": about, **inside}


def check(said: Told) -> None:
    """Hold a message against what we know by hand, and against the description."""
    kind = said["type"]
    assert kind in INSIDE, f"a message of the kind {kind}"
    assert said.keys() - {"context"} == ALWAYS | {kind}, f"a message with {said.keys()}"
    assert (said["messaging_product"], said["recipient_type"]) == ("whatsapp", "individual")
    assert re.fullmatch(r"[0-9]{5,20}", said["to"]), said["to"]
    assert 0 < len(said["biz_opaque_callback_data"]) <= 512
    assert said[kind].keys() <= INSIDE[kind], f"{kind} with {said[kind].keys()}"
    assert said.get("context", {"message_id": "-"}).keys() == {"message_id"}
    official.check(official.SENT[kind], said)


def refusal(no: No) -> httpx.Response:
    error: Told = {"message": no.message, "type": "OAuthException", "code": no.code}
    official.check("GraphAPIError", {"error": error})
    if no.details:
        error["error_data"] = {"messaging_product": "whatsapp", "details": no.details}
    return httpx.Response(no.status, json={"error": error})
