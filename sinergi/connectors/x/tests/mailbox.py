"""Private messages on X: they come newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from sinergi.connectors.x.tests.archive import ME, PEOPLE, Archive
from sinergi.connectors.x.tests.desks import Reply, problem


@dataclass(slots=True)
class Mailbox:
    archive: Archive

    def answer(self, request: httpx.Request, told: dict[str, Any], query: dict[str, str]) -> Reply:
        match request.method, request.url.path.removeprefix("/2/").split("/"):
            case "GET", ["dm_events"]:
                return self._messages([*self.archive.messages.values()], query)
            case "DELETE", ["dm_events", number] if number in self.archive.messages:
                del self.archive.messages[number]
                return 200, {"data": {"deleted": True}}
            case "GET", ["dm_conversations", "with", other, "dm_events"]:
                mine = [m for m in self.archive.messages.values() if other in {m.sender, m.other}]
                return self._messages(mine, query)
            case "POST", ["dm_conversations", "with", other, "messages"] if other in PEOPLE:
                sent = self.archive.send(ME["id"], other, told.get("text", ""))
                talk = sent.shown()["dm_conversation_id"]
                return 201, {"data": {"dm_conversation_id": talk, "dm_event_id": sent.id}}
        return problem(404, "resource-not-found", "Not Found", "Nobody", resource_type="dm_event")

    def _messages(self, found: list[Any], query: dict[str, str]) -> Reply:
        newest, first = found[::-1], int(query.get("pagination_token", "0"))
        most = int(query["max_results"])
        page = newest[first : first + most]
        meta: dict[str, Any] = {"result_count": len(page)}
        if first + most < len(newest):
            meta["next_token"] = f"{first + most:016}"
        told: dict[str, Any] = {"meta": meta}
        if page:
            told["data"] = [message.shown() for message in page]
            told["includes"] = {"users": [PEOPLE[n] for n in sorted({m.sender for m in page})]}
        return 200, told
