"""Parts of the stand-in that stand alone: what can go wrong, uploads, and calls to us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import httpx

PROBLEMS = "https://api.x.com/2/problems/"
Reply = tuple[int, dict[str, Any]]


def problem(status: int, kind: str, title: str, detail: str, **more: str) -> Reply:
    """Return a refusal as X words it (application/problem+json)."""
    name = kind if kind == "about:blank" else PROBLEMS + kind
    return status, {"type": name, "title": title, "detail": detail, "status": status, **more}


@dataclass(slots=True)
class Trouble:
    """What is to go wrong next, each once."""

    NAMES: ClassVar[tuple[str, ...]] = (
        "container slow",
        "container expired",
        "chunk lost",
        "upload forgotten",
        "file unreadable",
        "duplicate refused",
        "rate limit",
        "token revoked",
        "no refresh token",
    )
    armed: set[str] = field(default_factory=set)

    def armer(self, name: str) -> Callable[[], None]:
        return lambda: self.armed.add(name)

    def takes(self, name: str) -> bool:
        """True once, after it was armed."""
        there = name in self.armed
        self.armed.discard(name)
        return there


@dataclass(slots=True)
class File:
    id: str
    asked: dict[str, Any]
    pieces: dict[int, bytes] = field(default_factory=dict)
    left: int = 0
    failed: bool = False
    ended: bool = False
    alt: str = ""

    @property
    def key(self) -> str:
        return f"{'7' if 'video' in self.asked['media_category'] else '3'}_{self.id}"

    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = {"id": self.id, "media_key": self.key, "expires_after_secs": 86400}
        if self.failed:
            told["processing_info"] = {"state": "failed"}
        elif self.left:
            told["processing_info"] = {"state": "in_progress", "check_after_secs": 1}
        elif "video" in self.asked["media_category"]:
            told["processing_info"] = {"state": "succeeded", "progress_percent": 100}
        return told


@dataclass(slots=True)
class Uploads:
    trouble: Trouble = field(default_factory=Trouble)
    files: dict[str, File] = field(default_factory=dict)
    _number: int = 1800

    def answer(self, rest: list[str], told: dict[str, Any], query: dict[str, str]) -> Reply:
        match rest:
            case ["upload", "initialize"]:
                return self._begin(told)
            case ["upload", number, "append"] if number in self.files:
                return self._piece(self.files[number], told)
            case ["upload", number, "finalize"] if number in self.files:
                return self._end(self.files[number])
            case ["upload"] if query["media_id"] in self.files:
                file = self.files[query["media_id"]]
                file.left = max(0, file.left - 1)
                return 200, {"data": file.told()}
            case ["metadata"] if told["id"] in self.files:
                self.files[told["id"]].alt = told["metadata"]["alt_text"]["text"]
                return 200, {"data": {"id": told["id"]}}
        return problem(404, "resource-not-found", "Not Found", "No file", resource_type="media")

    def _begin(self, told: dict[str, Any]) -> Reply:
        self._number += 1
        file = File(str(self._number), told)
        self.files[file.id] = file
        lasts = 0 if self.trouble.takes("container expired") else 86400
        return 200, {"data": {"id": file.id, "media_key": file.key, "expires_after_secs": lasts}}

    def _piece(self, file: File, told: dict[str, Any]) -> Reply:
        if self.trouble.takes("upload forgotten"):
            del self.files[file.id]
            return problem(404, "resource-not-found", "Not Found", "-", resource_type="media")
        if self.trouble.takes("chunk lost"):
            raise httpx.ReadTimeout("The read operation timed out")
        assert len(told["media"]) <= 5 * 1024 * 1024
        file.pieces[told["segment_index"]] = told["media"]
        return 200, {"data": {"expires_at": 1800000000}}

    def _end(self, file: File) -> Reply:
        whole = b"".join(file.pieces[n] for n in sorted(file.pieces))
        if len(whole) != file.asked["total_bytes"]:
            return problem(400, "invalid-request", "Invalid Request", "Segments are missing")
        file.ended = True
        file.left = 2 if self.trouble.takes("container slow") else 0
        file.failed = self.trouble.takes("file unreadable")
        return 200, {"data": file.told()}

    def keys(self, names: list[str]) -> tuple[str, ...] | None:
        """Return the keys of files that may go out, or nothing where one of them may not."""
        files = [self.files.get(name) for name in names]
        ready = [f for f in files if f is not None and f.ended and not f.left and not f.failed]
        return tuple(f.key for f in ready) if len(ready) == len(names) else None

    def shown(self, key: str) -> dict[str, Any]:
        return {"media_key": key, "type": "photo", "url": f"https://pbs.twimg.com/media/{key}.png"}
