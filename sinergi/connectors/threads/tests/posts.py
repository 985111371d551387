"""Posts and answers, as Threads keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.threads.tests.boxes import GONE, ME, PAGE, Containers, only


@dataclass(slots=True)
class Posts(Containers):
    mentions: list[str] = field(default_factory=list)
    hidden: dict[str, bool] = field(default_factory=dict)
    #: What is wrong with the newest answer where it is told in a list.
    broken: dict[str, Any] = field(default_factory=dict)
    #: Posts that are deleted the moment somebody asks for what is under them.
    vanishing: set[str] = field(default_factory=set)

    def answer(self, shape: tuple[str, str], name: str, given: dict[str, str]) -> tuple[int, Any]:
        if shape[1].startswith("ID"):
            return self._of_one(shape, name, given)
        works: dict[str, Callable[[dict[str, str]], tuple[int, Any]]] = {
            "POST me/threads": self._contain,
            "POST me/threads_publish": self._publish,
            "GET me/threads": lambda g: self._list(self._ours(False), g),
            "GET me/replies": lambda g: self._list(self._ours(True), g),
            "GET me/mentions": lambda g: self._list([self.posts[m] for m in self.mentions], g),
            "GET me/threads_publishing_limit": self._quota,
            "GET me/threads_insights": self._of_account,
        }
        return works[" ".join(shape)](given)

    def _of_one(self, shape: tuple[str, str], name: str, given: dict[str, str]) -> tuple[int, Any]:
        if name in self.containers and shape == ("GET", "ID"):
            return 200, self._status(name)
        if shape[1] == "ID/conversation" and name in self.vanishing:
            self.posts.pop(name, None)
        if name not in self.posts:
            return GONE
        match shape:
            case "DELETE", _:
                del self.posts[name]
                return 200, {"success": True, "deleted_id": name}
            case _, "ID/manage_reply":
                self.hidden[name] = given["hide"] == "true"
                return 200, {"success": True}
            case _, "ID/conversation":
                return self._list(self._below(name), given)
            case _, "ID/insights":
                return 200, {"data": [_figure(m, name) for m in given["metric"].split(",")]}
        return 200, only(given["fields"], self.posts[name])

    # -- posts -----------------------------------------------------------------------------------

    def speak(self, text: str, *, answers: str = "", at: datetime | None = None) -> dict[str, Any]:
        """Let somebody else write: an answer, or a mention of us."""
        post = self.write(text, "warga.bogor", at=at)
        if answers:
            self.under(post, answers)
        else:
            self.mentions.append(post["id"])
        return post

    def write(
        self, text: str, who: str, kind: str = "TEXT_POST", at: datetime | None = None
    ) -> dict[str, Any]:
        name = self._next()
        moment = at or datetime.now(UTC)
        self.posts[name] = {
            "id": name,
            "text": text,
            "username": who,
            "media_type": kind,
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "permalink": f"https://www.threads.com/@{who}/post/D{name[-6:]}",
            "has_replies": False,
        }
        return self.posts[name]

    def under(self, post: dict[str, Any], parent: str) -> None:
        above = self.posts[parent]
        above["has_replies"] = True
        post["replied_to"], post["root_post"] = (
            {"id": parent},
            above.get("root_post") or {"id": parent},
        )
        post["is_reply_owned_by_me"] = post["username"] == ME["username"]

    def _ours(self, answers: bool) -> list[dict[str, Any]]:
        mine = [p for p in self.posts.values() if p["username"] == ME["username"]]
        return [post for post in mine if ("replied_to" in post) == answers]

    def _below(self, name: str) -> list[dict[str, Any]]:
        return [p for p in self.posts.values() if p.get("root_post") == {"id": name}]

    def _list(self, posts: list[dict[str, Any]], given: dict[str, str]) -> tuple[int, Any]:
        """Return one page, the newest first. Cursors stand there whether or not there is more."""
        least = datetime.fromtimestamp(int(given.get("since", "0")), UTC)
        found = [p for p in posts if datetime.fromisoformat(p["timestamp"]) >= least]
        found = sorted(found, key=lambda p: (p["timestamp"], p["id"]), reverse=True)
        first, most = int(given.get("after", "0")), min(int(given.get("limit", PAGE)), 100)
        page = [only(given["fields"], post) for post in found[first : first + most]]
        if page and not first and "replied_to" in given["fields"]:
            page[0] |= self.broken
        if not page:
            return 200, {"data": []}
        cursors = {"before": str(first or "0"), "after": str(first + len(page))}
        return 200, {"data": page, "paging": {"cursors": cursors}}

    def _of_account(self, given: dict[str, str]) -> tuple[int, Any]:
        return 200, {"data": [_total(m) for m in given["metric"].split(",")]}


def _figure(name: str, post: str) -> dict[str, Any]:
    told = {"name": name, "period": "lifetime", "title": name.title()}
    return {**told, "values": [{"value": 7}], "id": f"{post}/insights/{name}/lifetime"}


def _total(name: str) -> dict[str, Any]:
    told = {"name": name, "period": "day", "title": name, "id": f"{ME['id']}/insights/{name}/day"}
    if name != "views":
        return {**told, "total_value": {"value": 3}}
    days = [datetime.now(UTC) - timedelta(days=ago) for ago in (1, 0)]
    stamped = [day.strftime("%Y-%m-%dT07:00:00+0000") for day in days]
    return {**told, "values": [{"value": n, "end_time": t} for n, t in enumerate(stamped, 41)]}
