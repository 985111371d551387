"""What people say on the stand-in, and the figures it tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.facebook.tests.films import Films
from sinergi.connectors.graph.tests.world import CITIZEN, PAGE, Asked, Fails, Thing, stamp

#: Figures a page may ask for today; others are answered with an error.
FIGURES = {
    "post_media_view",
    "post_total_media_view_unique",
    "post_clicks",
    "page_media_view",
    "page_total_media_view_unique",
}


class Comments(Films):
    # -- comments --------------------------------------------------------------------------------

    def comment(
        self, under: str, text: str, who: Mapping[str, str] = CITIZEN, at: datetime | None = None
    ) -> Thing:
        """Write a comment under a post, a video or another comment."""
        above = self.things[under]
        root = self.things[above.told["root"]] if above.kind == "Comment" else above
        number = self.next()
        comment = self.add(
            "Comment",
            id=f"{root.id.rpartition('_')[2]}_{number}",
            message=text,
            created_time=stamp(at),
            is_hidden=False,
            permalink_url=f"https://www.facebook.com/{root.id}?comment_id={number}",
            root=root.id,
            **{"from": dict(who)},
        )
        if above.kind == "Comment":
            comment.told["parent"] = {"id": above.id}
        root.edges.setdefault("comments", []).append(comment)
        return comment

    def edge(self, thing: Thing, edge: str, params: dict[str, str]) -> list[Thing]:
        if edge != "comments":
            return super().edge(thing, edge, params)
        found = thing.edges.get("comments", [])
        if "since" in params:
            since = datetime.fromtimestamp(int(params["since"]), UTC)
            found = [c for c in found if datetime.fromisoformat(c.told["created_time"]) >= since]
        return found[::-1] if params.get("order") == "reverse_chronological" else found

    def _answer(self, thing: Thing, asked: Asked) -> Any:
        self.stumble()
        own = {"id": PAGE, "name": "Kecamatan Cibinong"}
        return {"id": self.comment(thing.id, asked.params["message"], own).id}

    post_pagepost_comments = post_advideo_comments = post_comment_comments = _answer

    def post_comment(self, comment: Thing, asked: Asked) -> Any:
        comment.told["is_hidden"] = asked.params["is_hidden"] == "true"
        return {"success": True}

    def _like(self, thing: Thing, asked: Asked) -> Any:
        thing.told["user_likes"] = asked.method == "POST"
        return {"success": True}

    post_comment_likes = delete_comment_likes = post_pagepost_likes = delete_pagepost_likes = _like
    post_advideo_likes = _like

    def tag(self, text: str, at: datetime | None = None) -> str:
        """Let the citizen mention the page in a post of their own."""
        post = self.add(
            "PagePost",
            id=f"{CITIZEN['id']}_{self.next()}",
            message=text,
            created_time=stamp(at),
            permalink_url="https://www.facebook.com/warga/posts/1",
            **{"from": dict(CITIZEN)},
        )
        self.page.edges["tagged"].insert(0, post)
        return post.id

    # -- figures ---------------------------------------------------------------------------------

    def _figures(self, thing: Thing, asked: Asked) -> Any:
        wanted = asked.params["metric"].split(",")
        if not set(wanted) <= FIGURES:
            raise Fails(100, 0, "(#100) The value must be a valid insights metric")
        if self.take("too few people"):
            return {"data": []}
        period = asked.params["period"]
        value: dict[str, Any] = {"value": 321}
        if period == "day":
            value["end_time"] = "2026-11-23T08:00:00+0000"
        return {
            "data": [
                {"id": f"{thing.id}/insights/{name}", "name": name, "period": period,
                 "values": [value]}
                for name in wanted
            ]
        }  # fmt: skip

    get_pagepost_insights = get_page_insights = _figures
