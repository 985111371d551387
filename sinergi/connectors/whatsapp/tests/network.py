"""WhatsApp in one memory: one office's number, a citizen, templates, and calls about it all.

Every request and answer is held against what we know by hand, and against the official
description where it is there.
"""

from __future__ import annotations

import json
import re
import time
from email import message_from_bytes
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


class Network:
    def __init__(self) -> None:
        self.sent: dict[str, Told] = {}
        self.media: dict[str, bytes] = {}
        self.read: list[str] = []
        self.templates: list[Told] = [TEMPLATE]
        self.subscribed: list[Told] = [{"whatsapp_business_api_data": {"id": "1", "name": "Kami"}}]
        self.address = ""
        self.quality, self.name_status = "GREEN", "APPROVED"
        #: When the citizen wrote last.
        self.wrote = time.time()
        #: What happens to the next message instead of being sent.
        self.armed: list[No] = []
        self.asked: list[httpx.Request] = []

    # -- the wire --------------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == "graph.facebook.com"
        self.asked.append(request)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _refusal(No(401, 190, "Invalid OAuth access token"))
        assert request.url.params.get("appsecret_proof"), "a request without its proof"
        path = re.sub(r"^/v\d+\.\d+/", "", request.url.path)
        try:
            return httpx.Response(200, json=self._do(request, path))
        except No as no:
            return _refusal(no)

    def _do(self, request: httpx.Request, path: str) -> Any:
        match request.method, path:
            case "GET", p if p == PHONE:
                return self._number()
            case "GET", p if p == f"{BUSINESS}/message_templates":
                return self._templates(request)
            case "GET", p if p == f"{BUSINESS}/subscribed_apps":
                told = {"data": self.subscribed}
                official.check("SubscribedAppsResponse", told)
                return told
            case "POST", p if p == f"{BUSINESS}/subscribed_apps":
                return self._subscribe(json.loads(request.read()))
            case "POST", p if p == f"{PHONE}/media":
                return self._upload(request)
            case "POST", p if p == f"{PHONE}/messages":
                return self._message(json.loads(request.read()))
        raise No(400, 100, f"Unsupported request: {request.method} {path}")

    # -- what is there ---------------------------------------------------------------------------

    def _number(self) -> Told:
        told = {
            "id": PHONE,
            "display_phone_number": "+62 811-0000-1111",
            "verified_name": "Kecamatan Cibinong",
            "quality_rating": self.quality,
            "name_status": self.name_status,
        }
        official.check("PhoneNumberInfo", told)
        return told

    def _templates(self, request: httpx.Request) -> Told:
        asked = dict(request.url.params)
        assert asked.keys() <= {"fields", "limit", "after", "name", "appsecret_proof"}
        fits = [t for t in self.templates if asked.get("name", t["name"]) in t["name"]]
        first = int(asked.get("after", 0))
        page = fits[first : first + 2]
        told: Told = {"data": page, "paging": {"cursors": {"before": "0", "after": str(first + 2)}}}
        official.check_answer(official.TEMPLATES, "get", told)
        if len(fits) > first + 2:
            told["paging"]["next"] = "https://graph.facebook.com/next"
        return told

    def _subscribe(self, asked: Told) -> Told:
        assert asked.keys() == {"override_callback_uri", "verify_token"}
        official.check("SubscriptionRequest", asked)
        self.address = asked["override_callback_uri"]
        official.check("SubscriptionResponse", {"success": True})
        return {"success": True}

    def _upload(self, request: httpx.Request) -> Told:
        kind = request.headers["Content-Type"]
        told = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.read())
        parts = {p.get_param("name", header="content-disposition"): p for p in told.walk()}
        assert parts.keys() - {None} == {"file", "messaging_product", "type"}
        assert parts["messaging_product"].get_payload() == "whatsapp"
        assert parts["file"].get_content_type() == parts["type"].get_payload()
        content = parts["file"].get_payload(decode=True)
        assert isinstance(content, bytes)
        made = str(4490709327384033 + len(self.media))
        self.media[made] = content
        official.check_answer(official.MEDIA, "post", {"id": made})
        return {"id": made}

    # -- messages --------------------------------------------------------------------------------

    def _message(self, said: Told) -> Told:
        if said.get("status") == "read":
            assert said.keys() == {"messaging_product", "status", "message_id"}
            self.read.append(said["message_id"])
            return {"success": True}
        _check(said)
        if self.armed:
            raise self.armed.pop()
        kind = said["type"]
        self._check_content(kind, said[kind])
        if kind != "template" and time.time() - self.wrote > DAY:
            raise No(400, 131047, "(#131047) Re-engagement message")
        made = f"wamid.HBgNNjI4NTc{len(self.sent):06}"
        self.sent[made] = said
        told = {
            "messaging_product": "whatsapp",
            "contacts": [{"input": said["to"], "wa_id": said["to"]}],
            "messages": [{"id": made, "message_status": "accepted"}],
        }
        official.check("MessageResponsePayload", told)
        return told

    def _check_content(self, kind: str, inside: Told) -> None:
        words = inside.get("body") or inside.get("caption") or ""
        if len(words) > (4096 if kind == "text" else 1024):
            raise No(400, 100, "(#100) Invalid parameter", "Param text must be at most 4096 long")
        if kind in {"image", "video", "document"} and inside["id"] not in self.media:
            raise No(400, 131009, "(#131009) Parameter value is not valid", "No such media")
        if kind == "template" and self._filled(inside) is None:
            raise No(404, 132001, "(#132001) Template name does not exist in the translation")

    def _filled(self, inside: Told) -> str | None:
        """Return what a template says with its places filled in, or nothing where there is none."""
        for template in self.templates:
            named = (template["name"], template["language"])
            if named == (inside["name"], inside["language"]["code"]):
                body = next(c["text"] for c in template["components"] if c["type"] == "BODY")
                parts = [p["text"] for c in inside.get("components", ()) for p in c["parameters"]]
                for n, part in enumerate(parts, 1):
                    body = body.replace(f"{{{{{n}}}}}", part)
                return str(body)
        return None

    def heard(self) -> list[str]:
        """Return what citizens were sent, in words."""
        found = []
        for said in self.sent.values():
            inside = said[said["type"]]
            words = inside.get("body") or inside.get("caption")
            found.append(self._filled(inside) if said["type"] == "template" else words)
        return [words for words in found if words]

    # -- calls -----------------------------------------------------------------------------------

    def written(self, message: Told) -> Told:
        """Return what is called to say that the citizen wrote."""
        self.wrote = time.time()
        made = {"from": WARGA, "id": "wamid.warga1", "timestamp": str(int(time.time()))}
        contacts = [{"profile": {"name": "Sari Warga"}, "wa_id": WARGA}]
        return _value(contacts=contacts, messages=[made | message])

    def became(self, message: str, state: str, code: int = 0) -> Told:
        """Return what is called to say what became of a message of ours."""
        status: Told = {
            "id": message,
            "status": state,
            "timestamp": str(int(time.time())),
            "recipient_id": self.sent[message]["to"],
        }
        if code:
            details = {"details": "Message failed to send."}
            status["errors"] = [{"code": code, "title": "Failed", "error_data": details}]
        official.check("StatusMessageValue", _value(statuses=[status]))
        status["biz_opaque_callback_data"] = self.sent[message]["biz_opaque_callback_data"]
        return _value(statuses=[status])


def _value(**inside: Any) -> Told:
    about = {"display_phone_number": NUMBER, "phone_number_id": PHONE}
    official.check("Metadata", about)
    for contact in inside.get("contacts", ()):
        official.check("ContactProfile", contact)
    return {"messaging_product": "whatsapp", "metadata": about, **inside}


def _check(said: Told) -> None:
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


def _refusal(no: No) -> httpx.Response:
    error: Told = {"message": no.message, "type": "OAuthException", "code": no.code}
    official.check("GraphAPIError", {"error": error})
    if no.details:
        error["error_data"] = {"messaging_product": "whatsapp", "details": no.details}
    return httpx.Response(no.status, json={"error": error})
