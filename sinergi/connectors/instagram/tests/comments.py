"""What people say on the stand-in, and the figures it tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sinergi.connectors.graph.tests.world import CITIZEN, IG, Asked, Fails, Meta, Thing, stamp

ME, WARGA = "kec.cibinong", "warga.melati"

#: Figures a post may be asked for, by what it is.
FIGURES = {"FEED": {"views", "reach", "saved", "shares"}}
FIGURES |= {"REELS": FIGURES["FEED"], "STORY": {"views", "reach", "replies", "shares"}}


class Comments(Meta):
    account: Thing

    # -- comments --------------------------------------------------------------------------------

    def comment(self, under: str, text: str, who: str = WARGA, at: datetime | None = None) -> Thing:
        """Write a comment under a post, or an answer under a comment."""
        above = self.things[under.rpartition("/")[2]]
        made = self.add("IGComment", text=text, timestamp=stamp(at), username=who, hidden=False)
        made.told["from"] = {"id": IG if who == ME else CITIZEN["id"], "username": who}
        if above.kind == "IGComment":
            made.told["parent_id"] = above.id
        made.told["root"] = above.told.get("root", above.id)
        edge = "replies" if above.kind == "IGComment" else "comments"
        above.edges.setdefault(edge, []).insert(0, made)
        return made

    def _answer(self, thing: Thing, asked: Asked) -> Any:
        if thing.told.get("parent_id"):
            raise Fails(100, 0, "An answer cannot be answered")
        return {"id": self.comment(thing.id, asked.params["message"], ME).id}

    post_igmedia_comments = post_igcomment_replies = _answer

    def post_iguser_mentions(self, account: Thing, asked: Asked) -> Any:
        return {"id": self.comment(asked.params["media_id"], asked.params["message"], ME).id}

    def post_igcomment(self, comment: Thing, asked: Asked) -> Any:
        comment.told["hidden"] = asked.params["hide"] == "true"
        return {"success": True}

    def tag(self, text: str) -> str:
        """Let the citizen mention the account in a post of their own."""
        made = self.add("IGMedia", caption=text, timestamp=stamp(), username=WARGA)
        made.told |= {"media_type": "IMAGE", "permalink": f"https://www.instagram.com/p/{made.id}/"}
        self.account.edges["tags"].insert(0, made)
        return made.id

    # -- figures ---------------------------------------------------------------------------------

    def get_igmedia_insights(self, media: Thing, asked: Asked) -> Any:
        if not set(asked.params["metric"].split(",")) <= FIGURES[media.told["media_product_type"]]:
            raise Fails(100, 0, "(#100) The media does not support a metric that was asked for")
        if self.take("too few people"):
            raise Fails(10, 0, "(#10) Not enough viewers for the media to show insights")
        return {"data": [self._figure(name) for name in asked.params["metric"].split(",")]}

    def _figure(self, name: str) -> dict[str, Any]:
        return {"name": name, "period": "lifetime", "values": [{"value": 45}], "id": f"i/{name}"}

    def get_iguser_insights(self, account: Thing, asked: Asked) -> Any:
        names = asked.params["metric"].split(",")
        return {"data": [{"name": name, "period": "day", "total_value": {"value": 88}}
                         for name in names]}  # fmt: skip
