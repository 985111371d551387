"""Private messages of Meta in memory: conversations, the window of a day, answers in private."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.graph.tests.asked import (
    CITIZEN,
    IG,
    PAGE,
    Asked,
    Fails,
    Thing,
    stamp,
)
from sinergi.connectors.graph.tests.network import Graph


class Letters(Graph):
    # -- private messages ------------------------------------------------------------------------

    #: By platform: conversations, each a thing with its messages, the newest first.
    own: dict[str, str] = {"messenger": PAGE, "instagram": IG}

    def write(self, text: str, platform: str = "messenger", at: datetime | None = None) -> str:
        """Let the citizen write a private message; return its id."""
        return self.message(dict(CITIZEN), text, platform, at).id

    def message(
        self, who: dict[str, str], text: str, platform: str, at: datetime | None = None
    ) -> Thing:
        if platform == "instagram" and "name" in who:
            who = {"id": who["id"], "username": "warga.melati"}
        mid = f"m_{base64.urlsafe_b64encode(self.next().encode()).decode().rstrip('=')}"
        one = self.add("Message", id=mid, created_time=stamp(at), message=text, **{"from": who})
        talk = self.talk(platform)
        talk.edges["messages"].insert(0, one)
        talk.told["updated_time"] = stamp(at)
        return one

    def talk(self, platform: str) -> Thing:
        found = self.page.edges.setdefault(platform, [])
        if not found:
            made = self.add("UnifiedThread", id=f"t_{self.next()}", updated_time=stamp())
            made.edges["messages"] = []
            found.append(made)
        return found[0]

    def get_page_conversations(self, page: Thing, asked: Asked) -> Any:
        talks = page.edges.get(asked.params["platform"], [])
        wanted = asked.params.get("user_id", CITIZEN["id"])
        return self.listed(talks if wanted == CITIZEN["id"] else [], "", asked.params)

    def post_page_messages(self, page: Thing, asked: Asked) -> Any:
        to, text = json.loads(asked.params["recipient"]), json.loads(asked.params["message"])
        platform = self.platform(to)
        self.may_write(platform, asked.params)
        own = {"id": self.own[platform], "name": "Kecamatan Cibinong"}
        sent = self.message(own, text["text"], platform)
        return {"recipient_id": CITIZEN["id"], "message_id": sent.id}

    def platform(self, to: dict[str, str]) -> str:
        if "comment_id" in to:
            if to["comment_id"] not in self.things:
                raise Fails(100, 2018292, "No matching comment found")
            return "instagram" if self.things[to["comment_id"]].kind == "IGComment" else "messenger"
        return next(p for p in ("messenger", "instagram") if self.page.edges.get(p))

    def may_write(self, platform: str, params: dict[str, str]) -> None:
        """Refuse a free answer to somebody who wrote longer than a day ago."""
        if "comment_id" in params["recipient"] or params.get("tag") == "HUMAN_AGENT":
            return
        theirs = [
            m
            for m in self.talk(platform).edges["messages"]
            if m.told["from"]["id"] == CITIZEN["id"]
        ]
        newest = datetime.fromisoformat(theirs[0].told["created_time"])
        if datetime.now(UTC) - newest > timedelta(hours=24):
            raise Fails(10, 2018278, "This message is sent outside of allowed window.")
