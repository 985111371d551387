"""Feeds: what others write about, asked for with conditional GET.

https://www.rssboard.org/rss-specification, RFC 4287 (Atom), RFC 9110 §13 (conditional requests).
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import time
from calendar import timegm
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

import feedparser
import httpx

from sinergi.connectors.answers import host_of, unreadable
from sinergi.connectors.contract import (
    About,
    Credentials,
    Field,
    Identity,
    Incoming,
    Limits,
    Listens,
    Page,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.http import Answer, ask
from sinergi.lib.text import say

#: How much of a topic is kept.
LONGEST = 1000

#: How many items of a feed are remembered as known: more than feeds hold at once, short enough for
#: a cursor.
KNOWN = 40


class Rss(Listens):
    about: ClassVar[About] = About(
        slug="rss",
        name="RSS",
        chip="RS",
        limits=Limits(text=LONGEST, images=0),
        sign_in=(
            Field(
                "address",
                say("Address of the feed"),
                help=say("For example https://www.bogorkab.example/feed/"),
            ),
        ),
        posts=False,
        poll_every=timedelta(minutes=15),
        by_hand=(
            say("A feed is only read: its topics are ideas for posts of your own."),
            say("What an office publishes has a feed of its own: see the page of the office."),
        ),
        guide="rss",
    )

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        typed = credentials.get("address", "").strip()
        self.address = typed if "://" in typed else f"https://{typed}"
        self.http = http

    def identify(self) -> Identity:
        feed = self._parsed(self._ask({}))
        title = _plain(feed.feed.get("title", "")) or host_of(self.address)
        place = urlsplit(self.address)
        return Identity(
            handle=f"{place.netloc}{place.path.rstrip('/')}"[:200],
            name=title[:200],
            url=str(feed.feed.get("link") or self.address),
        )

    def listen(self, cursor: str | None) -> Page:
        """Return what is new in the feed. The cursor holds its validators and the items known."""
        known = _cursor(cursor)
        answer = self._ask(known)
        if answer.status == 304:
            return Page((), cursor)
        feed = self._parsed(answer)
        entries = [(_mark(entry), entry) for entry in feed.entries]
        seen = set(known["seen"])
        fresh = [item for mark, e in entries if mark not in seen and (item := _topic(e, feed))]
        told = {
            "etag": answer.headers.get("ETag", "")[:100],
            "modified": answer.headers.get("Last-Modified", "")[:40],
            "seen": [mark for mark, _ in entries[:KNOWN]],
        }
        spelled = json.dumps(told, separators=(",", ":"))
        return Page(sorted(fresh, key=lambda item: item.at), spelled)

    def _ask(self, known: dict[str, Any]) -> Answer:
        validators = {"If-None-Match": "etag", "If-Modified-Since": "modified"}
        headers = {name: known[key] for name, key in validators.items() if known.get(key)}
        return ask(self.http, "GET", self.address, headers=headers, fine=frozenset({304}), raw=True)

    def _parsed(self, answer: Answer) -> Any:
        feed = feedparser.parse(answer.told, sanitize_html=True)
        if not feed.get("version"):
            if not answer.told.strip():
                raise unreadable(harmless=True, host=host_of(self.address))
            raise Refused(say("{host} has no feed at this address."), host=host_of(self.address))
        return feed


def _cursor(spelled: str | None) -> dict[str, Any]:
    try:
        told = json.loads(spelled or "{}")
    except ValueError:
        told = {}
    seen = told.get("seen") if isinstance(told, dict) else None
    return {**(told if isinstance(told, dict) else {}), "seen": seen or []}


def _mark(entry: Any) -> str:
    """Return a short name of an item: by its id, else its link, else its words."""
    what = entry.get("id") or entry.get("link") or entry.get("title", "")
    return hashlib.sha256(str(what).encode("utf-8", "replace")).hexdigest()[:7]


def _topic(entry: Any, feed: Any) -> Incoming | None:
    title, link = _plain(entry.get("title", "")), str(entry.get("link", ""))
    if not title and not link:
        return None
    author = _plain(feed.feed.get("title", "")) or host_of(link)
    words = "\n\n".join(dict.fromkeys(filter(None, (title, _plain(entry.get("summary", ""))))))
    return Incoming(
        remote_id=str(entry.get("id") or link or title)[:300],
        kind="topic",
        author=author[:200],
        author_name=author[:200],
        text=words[:LONGEST],
        at=_moment(entry),
        url=link if link.startswith(("https://", "http://")) else "",
    )


def _moment(entry: Any) -> datetime:
    for name in ("published_parsed", "updated_parsed"):
        told: time.struct_time | None = entry.get(name)
        if told:
            return min(datetime.fromtimestamp(timegm(told), UTC), datetime.now(UTC))
    return datetime.now(UTC)


def _plain(text: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(text))).split())
