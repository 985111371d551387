"""What can go wrong on YouTube, each once, and how it says no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

Reply = tuple[int, dict[str, Any] | None]


def refusal(status: int, reason: str, words: str) -> tuple[int, dict[str, Any]]:
    """Return a refusal as Google's APIs word it."""
    errors = [{"message": words, "domain": "youtube.common", "reason": reason}]
    return status, {"error": {"code": status, "message": words, "errors": errors}}


def listing(kind: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    pages = {"totalResults": len(items), "resultsPerPage": len(items)}
    return {"kind": f"youtube#{kind}ListResponse", "items": items, "pageInfo": pages}


@dataclass(slots=True)
class Trouble:
    #: Refusals of whatever is asked next: their status and Google's reason.
    LIMITS: ClassVar[dict[str, tuple[int, str]]] = {
        "quota spent": (403, "quotaExceeded"),
        "rate limit": (403, "rateLimitExceeded"),
        "upload limit": (400, "uploadLimitExceeded"),
        "no channel": (401, "youtubeSignupRequired"),
    }
    NAMES: ClassVar[tuple[str, ...]] = (
        *LIMITS,
        "chunk lost",
        "session gone",
        "session gone though done",
        "shown late",
        "container slow",
        "video rejected",
        "captions lost",
        "locked private",
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
