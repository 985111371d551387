"""A citizen's phone: what came to it, what was written on it, and the calls about that."""

from __future__ import annotations

import time

import httpx

from sinergi.connectors.whatsapp.tests import official
from sinergi.connectors.whatsapp.tests.world import TEMPLATE, WARGA, No, Told, value


class Phone:
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

    def written(self, message: Told) -> Told:
        """Return what is called to say that the citizen wrote."""
        self.wrote = time.time()
        made = {"from": WARGA, "id": "wamid.warga1", "timestamp": str(int(time.time()))}
        contacts = [{"profile": {"name": "Sari Warga"}, "wa_id": WARGA}]
        return value(contacts=contacts, messages=[made | message])

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
        official.check("StatusMessageValue", value(statuses=[status]))
        status["biz_opaque_callback_data"] = self.sent[message]["biz_opaque_callback_data"]
        return value(statuses=[status])
