"""What people send: mentions and answers, and private messages; and what reading them costs.

https://docs.x.com/x-api/users/get-mentions and https://docs.x.com/x-api/direct-messages/lookup
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Incoming, Page
from sinergi.connectors.x.answers import MESSAGES, POSTS, messages, number, posts
from sinergi.connectors.x.api import BASE, DIRECT, Api, listed
from sinergi.connectors.x.measuring import POST_READ

#: X tells the newest 800 mentions, a hundred a page.
PAGES = 8
#: Private messages come newest first and cannot be asked for from one on: small pages cost less.
FEW = 10
#: What X takes for a private message it lets us read; see POST_READ.
MESSAGE_READ = 10_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """The newest mention and the newest private message that were heard."""

    post: int = 0
    message: int = 0

    @classmethod
    def read(cls, told: str | None) -> Cursor:
        kept = json.loads(told) if told else {}
        return cls(int(kept.get("post", 0)), int(kept.get("message", 0)))

    def __str__(self) -> str:
        return json.dumps({"post": self.post, "message": self.message})


def listen(api: Api, told: str | None) -> Page:
    """Return what came since the cursor, oldest first; of a new account the newest page."""
    cursor, me = Cursor.read(told), api.me()
    with understanding(BASE):
        heard, post, read = _mentions(api, me, cursor.post)
        direct, message, opened = _direct(api, me, cursor.message)
    items = sorted([*heard, *direct], key=_order)
    cost = read * POST_READ + opened * MESSAGE_READ
    return Page(items, str(Cursor(post, message)), cost=cost)


def _order(item: Incoming) -> tuple[datetime, int]:
    """Order by time, and within one moment by id: X's ids grow."""
    return item.at, int(item.remote_id.removeprefix(DIRECT))


def _mentions(api: Api, me: str, after: int) -> tuple[list[Incoming], int, int]:
    """Return the mentions after an id, the newest id, and how many posts were read."""
    asked = {**POSTS, "max_results": "100"} | ({"since_id": str(after)} if after else {})
    heard: list[Incoming] = []
    newest, read = after, 0
    for _ in range(PAGES if after else 1):
        told = api.get(f"/2/users/{me}/mentions", **asked)
        found = listed(told)
        heard += posts(told, found, me)
        newest, read = max([newest, *map(number, found)]), read + len(found)
        following = (told.get("meta") or {}).get("next_token")
        if not following:
            break
        asked["pagination_token"] = str(following)
    return heard, newest, read


def _direct(api: Api, me: str, after: int) -> tuple[list[Incoming], int, int]:
    """Return the private messages after an id, the newest id, and how many of them are new."""
    if not hears(api):
        return [], after, 0
    heard: list[Incoming] = []
    newest, read = after, 0
    for told, found in _pages(api, "/2/dm_events", PAGES if after else 1):
        fresh = [message for message in found if not 0 < number(message) <= after]
        heard += messages(told, fresh, me)
        newest, read = max([newest, *map(number, fresh)]), read + len(fresh)
        if len(fresh) < len(found):
            break
    return heard, newest, read


def hears(api: Api) -> bool:
    """True unless the person who connected the account kept its private messages from us."""
    scopes = api.credentials.get("scope", "").split()
    return not scopes or "dm.read" in scopes


def _pages(api: Api, path: str, most: int) -> Iterator[tuple[Any, list[Any]]]:
    asked = {**MESSAGES, "max_results": str(FEW)}
    for _ in range(most):
        told = api.get(path, **asked)
        yield told, listed(told)
        following = (told.get("meta") or {}).get("next_token")
        if not following:
            return
        asked["pagination_token"] = str(following)


def recall(api: Api, since: datetime, cursor: str | None) -> Page:
    """Return mentions since a moment page by page, then private messages (X keeps 30 days)."""
    kind, _, token = (cursor or "post:").partition(":")
    me = api.me()
    asked = {"max_results": "100"} | ({"pagination_token": token} if token else {})
    with understanding(BASE):
        if kind == "post":
            start = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            told = api.get(f"/2/users/{me}/mentions", start_time=start, **POSTS, **asked)
            found, price = listed(told), POST_READ
            heard = list(posts(told, found, me))
        else:
            told = api.get("/2/dm_events", **MESSAGES, **asked)
            found, price = listed(told), MESSAGE_READ
            heard = list(messages(told, found, me))
        following = str((told.get("meta") or {}).get("next_token") or "")
    items = sorted((item for item in heard if item.at >= since), key=_order)
    onward = _onward(api, kind, following, all_new=len(items) == len(heard))
    return Page(items, onward, more=onward is not None, cost=len(found) * price)


def _onward(api: Api, kind: str, token: str, *, all_new: bool) -> str | None:
    """Return where to go on from, or nothing at the end."""
    if token and (kind == "post" or all_new):
        return f"{kind}:{token}"
    return "message:" if kind == "post" and hears(api) else None
