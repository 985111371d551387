"""A page on Facebook in memory, held against Meta's own description at every step."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import httpx

from sinergi.connectors.contract import Call, Draft, Media
from sinergi.connectors.exam.candidate import PIXEL
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.comments import Comments
from sinergi.connectors.graph.tests.types import Violation
from sinergi.connectors.graph.tests.world import (
    APP,
    PAGE,
    PAGE_TOKEN,
    SECRET,
    USER_TOKEN,
    VERIFY,
    Asked,
    Fails,
    Thing,
    signature,
    stamp,
)

FILM = bytes(range(40))


def photo(alt: str = "Loket layanan") -> Media:
    return Media("loket.png", "image/png", len(PIXEL), lambda: io.BytesIO(PIXEL), alt, 1, 1)


def film(seconds: float = 12.0) -> Media:
    return Media(
        "loket.mp4", "video/mp4", len(FILM), lambda: io.BytesIO(FILM), "", 540, 960, seconds
    )


class FacebookStandIn(Comments):
    """The network, with one page of ours. ``form`` says what ``draft`` makes."""

    connector = Facebook
    credentials: Mapping[str, str] = {
        "app_id": APP,
        "app_secret": SECRET,
        "app_verify_token": VERIFY,
        "page": PAGE,
        "token": PAGE_TOKEN,
        "user_token": USER_TOKEN,
    }

    def __init__(self, form: Literal["post", "video", "reel"] = "post") -> None:
        super().__init__()
        self.form = form
        self.page.edges |= {"published_posts": [], "ads_posts": [], "tagged": []}

    @property
    def troubles(self) -> Mapping[str, Callable[[], None]]:
        names = ["container expired", "published twice", "rate limit as 400", "token revoked"]
        names += {
            "post": ["duplicate refused"],
            "video": ["container slow", "chunk lost"],
            "reel": ["chunk lost"],  # it is worked on after it was published
        }[self.form]
        return {name: self.arm(name) for name in names}

    def draft(self, words: str) -> Draft:
        if self.form == "post":
            return Draft(words, media=(photo(),))
        format_ = {"format": "reel"} if self.form == "reel" else {}
        return Draft(words, media=(film(),), options=format_)

    def public(self) -> Sequence[str]:
        posts = [post.told.get("message", "") for post in self.page.edges["published_posts"]]
        return [*posts, *self.films_out()]

    # -- posts -----------------------------------------------------------------------------------

    def post_page_photos(self, page: Thing, asked: Asked) -> Any:
        if asked.params.get("published") != "false":
            raise Violation("a photo would be seen before its post")
        if asked.files.get("source") != PIXEL:
            raise Fails(324, 2069019, "Missing or invalid image file")
        return {"id": self.add("Photo", name="").id}

    def post_page_feed(self, page: Thing, asked: Asked) -> Any:
        if asked.params.get("published") != "false":
            raise Violation("a post would be seen before it is asked for")
        text = asked.params.get("message", "")
        lost = self.take("duplicate refused")
        if not lost and "refuse" in self.armed and self._unseen(text):
            self.armed.remove("refuse")
            raise Fails(506, 0, "Duplicate status message")
        photos = json.loads(asked.params.get("attached_media", "[]"))
        if any(self.things[one["media_fbid"]].kind != "Photo" for one in photos):
            raise Fails(100, 0, "attached_media must be photos")
        made = self._post(text)
        if lost:  # it was made, and nobody is told
            self.armed.append("refuse")
            raise Fails(1, 0, "An unknown error occurred", 500)
        return {"id": made.id}

    def _unseen(self, text: str) -> bool:
        return any(p.told["message"] == text for p in self.page.edges["ads_posts"])

    def _post(self, text: str, at: datetime | None = None) -> Thing:
        number = self.next()
        post = self.add(
            "PagePost",
            id=f"{PAGE}_{number}",
            message=text,
            created_time=stamp(at),
            is_published=False,
            permalink_url=f"https://www.facebook.com/kec.cibinong/posts/{number}",
            shares={"count": 2},
            **{"from": {"id": PAGE, "name": "Kecamatan Cibinong"}},
        )
        self.page.edges["ads_posts"].insert(0, post)
        return post

    def get_pagepost(self, post: Thing, asked: Asked) -> Any:
        if "is_published" in asked.params.get("fields", "") and self.take("container expired"):
            self.forget(post)
            raise Fails(100, 33, "Unsupported get request. Object does not exist")
        return self.shown(post, asked.params["fields"])

    def post_pagepost(self, post: Thing, asked: Asked) -> Any:
        if "message" in asked.params:
            post.told["message"] = asked.params["message"]
            return {"success": True}
        if asked.params != asked.params | {"is_published": "true"}:
            raise Violation("only publishing and other words are asked of a post")
        self.stumble()
        self._out(post)
        return self.done()

    def stumble(self) -> None:
        """Refuse what would be seen, where that is armed."""
        if self.take("rate limit as 400"):
            raise Fails(80001, 0, "There have been too many calls to this Page account.")
        if self.take("token revoked"):
            raise Fails(190, 460, "The session was invalidated: the user changed the password.")

    def done(self) -> dict[str, bool]:
        """Say that it is out; or, where that is armed, that there was a fault, though it is out."""
        if self.take("published twice"):
            raise Fails(2, 0, "Service temporarily unavailable")
        return {"success": True}

    def _out(self, post: Thing) -> None:
        if not post.told["is_published"]:
            post.told["is_published"] = True
            self.page.edges["ads_posts"].remove(post)
            self.page.edges["published_posts"].insert(0, post)

    def others_post(self, text: str, at: datetime | None = None) -> str:
        """Publish by hand, in Facebook's own app."""
        post = self._post(text, at)
        self._out(post)
        return post.id

    # -- calls -----------------------------------------------------------------------------------

    def call_of(self, comment: Thing, **change: Any) -> Call:
        """Return the signed call Facebook makes when a comment was written."""
        root = self.things[comment.told["root"]]
        post = root.id if "_" in root.id else f"{PAGE}_{root.id}"
        told = comment.told
        value = {
            "item": "comment",
            "verb": "add",
            "comment_id": comment.id,
            "post_id": post,
            "parent_id": (told.get("parent") or {"id": post})["id"],
            "message": told["message"],
            "created_time": int(datetime.fromisoformat(told["created_time"]).timestamp()),
            "from": told["from"],
            "post": {"id": post, "permalink_url": root.told["permalink_url"], "is_published": True},
        }
        return called([{"field": "feed", "value": {**value, **change}}])


def called(changes: list[dict[str, Any]], messaging: list[dict[str, Any]] | None = None) -> Call:
    entry: dict[str, Any] = {"id": PAGE, "time": 1763971200, "changes": changes}
    if messaging is not None:
        entry = {"id": PAGE, "time": 1763971200123, "messaging": messaging}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    return Call("POST", {}, signature(body), body)


def client(standin: FacebookStandIn) -> httpx.Client:
    return httpx.Client(transport=standin.transport())
