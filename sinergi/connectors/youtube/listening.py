"""Comments under our videos, newest threads first, as YouTube tells them.

https://developers.google.com/youtube/v3/docs/commentThreads/list
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Incoming, Page
from sinergi.connectors.youtube.answers import comments, moment, others
from sinergi.connectors.youtube.api import BASE, Api, listed
from sinergi.connectors.youtube.sending import PAGES

#: How many of the newest comments are remembered, so that one that shows late is heard as well.
REMEMBERED = 40
#: Pages of a hundred threads that are read at the most, after a long silence or a great success.
THREADS = 20
ASKED = {
    "part": "snippet,replies",
    "order": "time",
    "maxResults": "100",
    "textFormat": "plainText",
}
EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The newest comments that were heard, as short marks; all before ``floor`` were heard too."""

    floor: datetime = EPOCH
    marks: tuple[str, ...] = ()

    @classmethod
    def read(cls, told: str | None) -> Cursor:
        if not told:
            return cls()
        kept = json.loads(told)
        marks = str(kept["marks"])
        return cls(
            datetime.fromtimestamp(int(kept["floor"]), UTC),
            tuple(marks[n : n + 8] for n in range(0, len(marks), 8)),
        )

    def __str__(self) -> str:
        return json.dumps({"floor": int(self.floor.timestamp()), "marks": "".join(self.marks)})

    def new(self, item: Incoming) -> bool:
        return item.at >= self.floor and mark(item.remote_id) not in self.marks

    def after(self, heard: Iterable[Incoming]) -> Cursor:
        """Return the cursor that remembers these too, oldest first."""
        items = list(heard)
        marks = (*self.marks, *(mark(item.remote_id) for item in items))
        if len(marks) <= REMEMBERED:
            return Cursor(self.floor, marks)
        kept = marks[-REMEMBERED:]
        # What is no longer remembered by name is older than the floor, or of its very second.
        known = [item.at for item in items if mark(item.remote_id) in kept]
        return Cursor(max(self.floor, min(known, default=self.floor)), kept)


def mark(remote_id: str) -> str:
    return f"{zlib.crc32(remote_id.encode()):08x}"


def listen(api: Api, told: str | None) -> Page:
    """Return what came since the cursor, oldest first; of a new channel the newest page."""
    cursor, me = Cursor.read(told), api.me()
    heard: dict[str, Incoming] = {}
    pages = THREADS if told else 1
    with understanding(BASE):
        for _, threads in api.pages(
            "commentThreads", pages, allThreadsRelatedToChannelId=me, **ASKED
        ):
            fresh = [item for item in _heard(api, threads, me, cursor) if cursor.new(item)]
            heard |= {item.remote_id: item for item in fresh}
            if not any(_begun(thread, cursor) for thread in threads):
                break
    items = _ordered(list(heard.values()))
    return Page(items, str(cursor.after(items)))


def _ordered(newest_first: list[Incoming]) -> list[Incoming]:
    """Return the oldest first. Times are seconds: within one, an answer follows its comment."""
    newest_first.reverse()
    return sorted(newest_first, key=lambda item: (item.at, "." in item.remote_id))


def _begun(thread: Any, cursor: Cursor) -> bool:
    """True for a thread that began after all we know: the next page may hold another."""
    try:
        return moment(thread["snippet"]["topLevelComment"]["snippet"]) >= cursor.floor
    except (LookupError, TypeError, ValueError, AttributeError):
        return True


def _heard(api: Api, threads: list[Any], me: str, cursor: Cursor) -> list[Incoming]:
    """Return what is in these threads. Where answers are new and not all came, all are asked."""
    found = list(comments(threads, me))
    fresh = {item.remote_id for item in found if cursor.new(item)}
    for thread in threads:
        snippet, along = thread.get("snippet") or {}, thread.get("replies") or {}
        given, video = along.get("comments") or (), str(snippet.get("videoId") or "")
        total = snippet.get("totalReplyCount")
        names = {f"{video}/{reply.get('id')}" for reply in given if isinstance(reply, dict)}
        if type(total) is int and total > len(given) > 0 and names & fresh:
            found += _answers(api, str(thread["id"]), video, me)
    return found


def _answers(api: Api, above: str, video: str, me: str) -> list[Incoming]:
    asked = {"part": "snippet", "maxResults": "100", "textFormat": "plainText"}
    pages = api.pages("comments", PAGES, parentId=above, **asked)
    return [item for _, found in pages for item in others(found, video, me)]


def recall(api: Api, since: datetime, cursor: str | None) -> Page:
    """Return comments since a moment, a page of threads at a time, the newest threads first."""
    me, asked = api.me(), {"pageToken": cursor} if cursor else {}
    told = api.get("commentThreads", allThreadsRelatedToChannelId=me, **ASKED, **asked)
    with understanding(BASE):
        threads = listed(told)
        items = _ordered([item for item in comments(threads, me) if item.at >= since])
        following = str(told.get("nextPageToken") or "")
    more = bool(following) and any(_begun(thread, Cursor(since)) for thread in threads)
    return Page(items, following if more else None, more=more)
