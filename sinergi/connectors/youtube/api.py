"""The YouTube Data API, asked with one channel's access.

https://developers.google.com/youtube/v3/docs and its discovery document, revision 20261104.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Credentials
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable
from sinergi.connectors.http import Answer, ask
from sinergi.lib.text import say

BASE = "https://youtube.googleapis.com"
HOST = "youtube.googleapis.com"
GONE = {404, 410}
#: Where the day of YouTube's quotas begins and ends.
PACIFIC = ZoneInfo("America/Los_Angeles")
#: When to ask again after more requests in a minute than are allowed, and after more videos in a
#: day than the channel may upload: YouTube does not say when.
MINUTE = timedelta(minutes=1)
UPLOADS_AGAIN = timedelta(hours=6)


class Api:
    """Every answer is JSON that has not been looked into; every failure is one of the four."""

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.credentials = credentials
        self.token = credentials.get("token", "").strip()
        self.http = http

    def get(self, path: str, **params: str) -> Any:
        return self.call("GET", f"/youtube/v3/{path}", params=params)

    def write(self, method: str, path: str, **request: Any) -> Any:
        return self.call(method, f"/youtube/v3/{path}", **request)

    def call(self, method: str, path: str, **request: Any) -> Any:
        return self.ask(method, BASE + path, **request).told

    def ask(self, method: str, url: str, **request: Any) -> Answer:
        headers = {"Authorization": f"Bearer {self.token}", **request.pop("headers", {})}
        return ask(self.http, method, url, headers=headers, meaning=meaning, **request)

    def me(self) -> str:
        """Return our channel's id. It is asked for only where the sign-in did not tell it."""
        kept = self.credentials.get("account", "")
        return kept or self.channel("id")[1]

    def channel(self, part: str) -> tuple[Any, str]:
        """Return our channel and its id. Raises Refused where the account has no channel."""
        told = self.get("channels", part=part, mine="true")
        with understanding(BASE):
            found = listed(told)
            if found:
                return found[0], name_of(found[0], "id")
        raise Refused(say("This Google account has no YouTube channel. Make one, then connect it."))

    def pages(self, path: str, most: int, **params: str) -> Iterator[tuple[Any, list[Any]]]:
        """Yield pages of a list, at most so many. The last one has no ``nextPageToken``."""
        for _ in range(most):
            told = self.get(path, **params)
            yield told, listed(told)
            following = told.get("nextPageToken")
            if not following:
                return
            params["pageToken"] = str(following)

    def app(self, name: str) -> str:
        return self.credentials.get(f"app_{name}", "").strip()


def listed(told: Any) -> list[Any]:
    """Return the items of a list. One without items says that there are 0, or is no list."""
    if "items" in told:
        return items_of(told["items"])
    if type(count := told["pageInfo"]["totalResults"]) is int and count == 0:
        return []
    raise ValueError("a list is missing")


def meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
    """Say what YouTube means by the reason it gives; most of them come with 403.

    https://developers.google.com/youtube/v3/docs/errors
    """
    match reason_of(told):
        case "quotaExceeded" | "dailyLimitExceeded":
            spent = say("YouTube's quota for today is used up. It begins anew at midnight there.")
            return Unavailable(spent, retry_after=until_midnight(datetime.now(UTC)))
        case "uploadLimitExceeded":
            many = say("YouTube takes no more videos of this channel today.")
            return Unavailable(many, retry_after=UPLOADS_AGAIN)
        case "rateLimitExceeded" | "userRateLimitExceeded":
            slow = say("{host} asks us to slow down.")
            return Unavailable(slow, retry_after=MINUTE, host=HOST)
        case "youtubeSignupRequired":
            return Refused(
                say("This Google account has no YouTube channel. Make one, then connect it.")
            )
    return None


def reason_of(told: Any) -> str:
    """Return YouTube's own word for why it said no, or nothing."""
    error = told.get("error") if isinstance(told, dict) else None
    errors = error.get("errors") if isinstance(error, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else None
    return str(first.get("reason") or "") if isinstance(first, dict) else ""


def until_midnight(now: datetime) -> timedelta:
    """Return how long it is until the day ends in California, where quotas are counted."""
    there = now.astimezone(PACIFIC)
    end = datetime.combine(there.date() + timedelta(days=1), time(0), PACIFIC)
    return end.astimezone(UTC) - now
