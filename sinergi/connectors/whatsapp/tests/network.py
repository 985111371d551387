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
from sinergi.connectors.whatsapp.tests.phone import Phone
from sinergi.connectors.whatsapp.tests.world import (
    BUSINESS,
    DAY,
    PHONE,
    TOKEN,
    No,
    Told,
    check,
    refusal,
)


class Network(Phone):
    # -- the wire --------------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == "graph.facebook.com"
        self.asked.append(request)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return refusal(No(401, 190, "Invalid OAuth access token"))
        assert request.url.params.get("appsecret_proof"), "a request without its proof"
        path = re.sub(r"^/v\d+\.\d+/", "", request.url.path)
        try:
            return httpx.Response(200, json=self._do(request, path))
        except No as no:
            return refusal(no)

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
        check(said)
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
