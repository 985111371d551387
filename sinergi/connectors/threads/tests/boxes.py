"""Containers, as Threads keeps them until one becomes a post."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ME = {"id": "17841405793187218", "username": "kec.cibinong", "name": "Kecamatan Cibinong"}
KINDS = {"TEXT": "TEXT_POST", "CAROUSEL": "CAROUSEL_ALBUM", "IMAGE": "IMAGE", "VIDEO": "VIDEO"}
PAGE = 25


def error(status: int, code: int, why: str, sub: int = 0) -> tuple[int, Any]:
    told: dict[str, Any] = {"message": why, "type": "OAuthException", "code": code}
    return status, {"error": told | ({"error_subcode": sub} if sub else {})}


GONE = error(400, 100, "Unsupported request. Object does not exist", 33)


@dataclass(slots=True)
class Containers:
    """``armed`` names what goes wrong the next time it can."""

    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    containers: dict[str, dict[str, Any]] = field(default_factory=dict)
    armed: set[str] = field(default_factory=set)
    made: int = 18_000_000_000_000_000
    #: How often it was published today.
    used: int = 1

    def _contain(self, given: dict[str, str]) -> tuple[int, Any]:
        kind, text = given["media_type"], given.get("text", "")
        assert (kind == "IMAGE") == ("image_url" in given), "an image has an address"
        assert (kind == "VIDEO") == ("video_url" in given), "a video has an address"
        assert "link_attachment" not in given or kind == "TEXT"
        if len(text) > 500:
            return error(400, 100, "Param text must be at most 500 characters long.")
        items = given.get("children", "").split(",") if kind == "CAROUSEL" else []
        assert kind != "CAROUSEL" or 2 <= len(items) <= 20
        if any(self.containers[item]["state"] != "FINISHED" for item in items):
            return error(400, 24, "The requested resource does not exist", 4279009)
        if "reply_to_id" in given and given["reply_to_id"] not in self.posts:
            return GONE
        slow = 2 if self._happens("container slow") else 0
        failed = kind in {"IMAGE", "VIDEO"} and self._happens("container failed")
        name = self._next()
        state = "ERROR" if failed else "FINISHED"
        self.containers[name] = {**given, "slow": slow, "state": state, "told": False}
        return 200, {"id": name}

    def _status(self, name: str) -> dict[str, Any]:
        one = self.containers[name]
        if one["slow"]:
            one["slow"] -= 1
            return {"id": name, "status": "IN_PROGRESS"}
        if one["told"] and one["state"] == "FINISHED" and self._happens("container expired"):
            one["state"] = "EXPIRED"
        one["told"] = True
        why = {"error_message": "FAILED_DOWNLOADING_VIDEO"} if one["state"] == "ERROR" else {}
        return {"id": name, "status": one["state"], **why}

    def _publish(self, given: dict[str, str]) -> tuple[int, Any]:
        answer = self._out(given["creation_id"])
        if self._happens("published twice"):  # a proxy sends it once more
            return self._out(given["creation_id"])
        if answer[0] == 200 and self._happens("blocked but live"):
            return error(400, 4, "The action is blocked", 2207051)
        return answer

    def _out(self, name: str) -> tuple[int, Any]:
        one = self.containers.get(name)
        if one is None or one["slow"] or one["state"] != "FINISHED" or "is_carousel_item" in one:
            return error(400, 24, "The requested resource does not exist", 4279008)
        one["state"] = "PUBLISHED"
        self.used += 1
        post = self.write(one.get("text", ""), ME["username"], KINDS[one["media_type"]])
        if "reply_to_id" in one:
            self.under(post, one["reply_to_id"])
        return 200, {"id": post["id"]}

    def _quota(self, given: dict[str, str]) -> tuple[int, Any]:
        used = 250 if self._happens("quota used") else self.used
        told = {
            "quota_usage": used,
            "config": {"quota_total": 250, "quota_duration": 86400},
            "reply_quota_usage": 0,
            "reply_config": {"quota_total": 1000, "quota_duration": 86400},
        }
        return 200, {"data": [only(given["fields"], told)]}

    def write(self, text: str, who: str, kind: str = "TEXT_POST") -> dict[str, Any]:
        raise NotImplementedError

    def under(self, post: dict[str, Any], parent: str) -> None:
        raise NotImplementedError

    def _happens(self, trouble: str) -> bool:
        there = trouble in self.armed
        self.armed.discard(trouble)
        return there

    def _next(self) -> str:
        self.made += 1
        return str(self.made)


def only(fields: str, told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("id", *fields.split(",")) if name in told}
