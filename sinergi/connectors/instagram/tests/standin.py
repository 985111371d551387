"""An Instagram account in memory, held against Meta's own description at every step."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any, Literal

from sinergi.connectors.contract import Call, Draft, Media
from sinergi.connectors.exam.candidate import PIXEL
from sinergi.connectors.graph.tests.types import Violation
from sinergi.connectors.graph.tests.world import (
    APP,
    IG,
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
from sinergi.connectors.instagram import Instagram
from sinergi.connectors.instagram.card import NEEDS
from sinergi.connectors.instagram.tests.comments import ME, Comments

Form = Literal["image", "carousel", "reel", "story"]

numbers = count(1)


def address() -> str:
    """Return an address nobody can guess, another at every call."""
    return f"https://sinergi.example/berkas/{next(numbers)}-a8f0"


def photo(alt: str = "Loket layanan") -> Media:
    return Media(
        "loket.jpg", "image/jpeg", len(PIXEL), lambda: io.BytesIO(PIXEL), alt, 640, 640, 0, address
    )


def film() -> Media:
    return Media("loket.mp4", "video/mp4", 4, lambda: io.BytesIO(b"film"), "", 720, 1280, 12,
                 address)  # fmt: skip


class InstagramStandIn(Comments):
    """The network, with one account of ours. ``form`` says what ``draft`` makes."""

    connector = Instagram
    scopes = NEEDS
    credentials: Mapping[str, str] = {
        "app_id": APP,
        "app_secret": SECRET,
        "app_verify_token": VERIFY,
        "account": IG,
        "page": PAGE,
        "token": PAGE_TOKEN,
        "user_token": USER_TOKEN,
    }

    def __init__(self, form: Form = "image") -> None:
        super().__init__()
        self.form, self.words = form, ""
        self.account = self.add("IGUser", id=IG, username=ME, name="Kecamatan Cibinong")
        self.account.told["followers_count"] = 903
        self.account.edges |= {"media": [], "stories": [], "tags": []}
        self.quota, self.most = 0, 50
        self.fetched: set[str] = set()

    @property
    def troubles(self) -> Mapping[str, Callable[[], None]]:
        names = ("container slow", "container expired", "published twice", "blocked but live")
        more = ("rate limit as 400", "token revoked", "not ready after all", "fetched late")
        return {name: self.arm(name) for name in (*names, *more)}

    def draft(self, words: str) -> Draft:
        self.words = words
        files = {
            "image": (photo(),),
            "carousel": (photo(), film()),
            "reel": (film(),),
            "story": (photo(),),
        }[self.form]
        format_ = {"story": "story", "reel": "reel"}.get(self.form, "post")
        return Draft(words, media=files, options={"format": format_})

    def public(self) -> Sequence[str]:
        if self.form == "story":  # it shows no words: those of the draft stand for it
            return [self.words for _ in self.account.edges["stories"]]
        return [str(post.told["caption"]) for post in self.account.edges["media"]]

    # -- containers ------------------------------------------------------------------------------

    def post_iguser_media(self, account: Thing, asked: Asked) -> Any:
        params = asked.params
        for name in ("image_url", "video_url"):
            if name in params:
                self._fetch(params[name])
        if params.get("media_type") == "CAROUSEL":
            self._whole(json.loads(params["children"]))
        if len(params.get("caption", "")) > 2200:
            raise Fails(36004, 2207010, "The caption was too long.")
        made = self.add(
            "ShadowIGMediaBuilder",
            status_code="IN_PROGRESS",
            status="In progress",
            asked=params,
            left=3 if self.take("container slow") else 0,
        )
        if self.take("fetched late"):
            made.told |= {"late": True}
        return {"id": made.id}

    def _fetch(self, address: str) -> None:
        if address in self.fetched:
            raise Violation("an address is handed out twice")
        if not address.startswith("https://"):
            raise Fails(9004, 2207052, "Only photo or video can be accepted as media type.")
        self.fetched.add(address)

    def _whole(self, children: list[str]) -> None:
        if not 2 <= len(children) <= 10:
            raise Fails(100, 2207011, "A carousel has 2 to 10 children")
        for child in children:
            if self.things[child].told["status_code"] != "FINISHED":
                raise Fails(9007, 2207027, "Media ID is not available")

    def get_shadowigmediabuilder(self, container: Thing, asked: Asked) -> Any:
        told = container.told
        if self.take("container expired"):
            told |= {"status_code": "EXPIRED", "status": "Expired"}
        if told["status_code"] == "IN_PROGRESS":
            told["left"] -= 1
            if told["left"] < 0:
                told |= {"status_code": "FINISHED", "status": "Finished"}
            if told.pop("late", None):
                words = "Error: Media upload has failed with error code 2207003"
                told |= {"status_code": "ERROR", "status": words}
        return self.shown(container, asked.params["fields"])

    def get_iguser_content_publishing_limit(self, account: Thing, asked: Asked) -> Any:
        config = {"quota_total": self.most, "quota_duration": 86400}
        return {"data": [{"config": config, "quota_usage": self.quota}]}

    def post_iguser_media_publish(self, account: Thing, asked: Asked) -> Any:
        container = self.things[asked.params["creation_id"]]
        if self.take("rate limit as 400"):
            raise Fails(80002, 0, "There have been too many calls to this Instagram account.")
        if self.take("token revoked"):
            raise Fails(190, 460, "The session was invalidated: the user changed the password.")
        if self.take("not ready after all"):
            raise Fails(9007, 2207027, "Media ID is not available")
        if container.told["status_code"] != "FINISHED":
            raise Fails(24, 2207008, "The media could not be fetched by its creation id")
        post = self._out(container)
        if self.take("blocked but live"):
            raise Fails(4, 2207051, "We restrict certain activity to protect our community.")
        if self.take("published twice"):
            raise Fails(-1, 2207001, "Instagram server error. Try again.", 500)
        return {"id": post.id}

    def _out(self, container: Thing) -> Thing:
        asked = container.told["asked"]
        container.told |= {"status_code": "PUBLISHED", "status": "Published"}
        self.quota += 1
        kind = asked.get("media_type", "IMAGE")
        types_ = {"CAROUSEL": "CAROUSEL_ALBUM", "REELS": "VIDEO", "STORIES": "IMAGE"}
        product = {"REELS": "REELS", "STORIES": "STORY"}.get(kind, "FEED")
        if kind == "STORIES" and "video_url" in asked:
            types_["STORIES"] = "VIDEO"
        return self.post(asked.get("caption", ""), types_.get(kind, "IMAGE"), product)

    def post(
        self, caption: str, kind: str = "IMAGE", product: str = "FEED", at: datetime | None = None
    ) -> Thing:
        """Publish; also what somebody publishes in the app."""
        made = self.add(
            "IGMedia",
            caption=caption,
            media_type=kind,
            media_product_type=product,
            timestamp=stamp(at),
            username=ME,
            like_count=12,
            comments_count=1,
        )
        made.told["permalink"] = f"https://www.instagram.com/p/C{made.id}/"
        self.account.edges["stories" if product == "STORY" else "media"].insert(0, made)
        return made

    # -- calls -----------------------------------------------------------------------------------

    def call_of(self, comment: Thing, **change: Any) -> Call:
        """Return the signed call Instagram makes when a comment was written."""
        told = comment.told
        value = {
            "id": comment.id,
            "text": told["text"],
            "from": told["from"],
            "media": {"id": told["root"], "media_product_type": "FEED"},
        }
        if "parent_id" in told:
            value["parent_id"] = told["parent_id"]
        return called([{"field": "comments", "value": {**value, **change}}])


def called(changes: list[dict[str, Any]], messaging: list[dict[str, Any]] | None = None) -> Call:
    entry: dict[str, Any] = {"id": IG, "time": 1763971200, "changes": changes}
    if messaging is not None:
        entry = {"id": IG, "time": 1763971200123, "messaging": messaging}
    body = json.dumps({"object": "instagram", "entry": [entry]}).encode()
    return Call("POST", {}, signature(body), body)
