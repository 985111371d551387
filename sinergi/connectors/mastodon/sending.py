"""What goes out: pictures first, then the one post, and reading back what it may have left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from sinergi.connectors.answers import MISSHAPEN, items_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import Unavailable, Unconfirmed
from sinergi.connectors.mastodon.answers import fact, moment, published, same
from sinergi.connectors.mastodon.api import PAGE, Api, status_path
from sinergi.connectors.mastodon.words import addressed, names
from sinergi.lib.text import say

#: How far a server's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

#: Pages of our own posts that are looked through for one that may have gone out.
PAGES = 10

#: When to ask again about a picture that the server is still working on.
WORKING = timedelta(seconds=5)

#: From least to most private: an answer is never more public than what it answers.
VISIBILITIES = ("public", "unlisted", "private", "direct")


def prepare(api: Api, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Upload what is not uploaded yet. Raises Unavailable while the server works on a picture."""
    for number, media in enumerate(draft.media):
        name, ready = f"media{number}", f"ready{number}"
        if ready in progress:
            continue
        if name in progress:
            # Servers that cannot say what became of an upload are taken to be done.
            known = api.find(f"/api/v1/media/{quote(progress[name], safe='')}") or {"url": ""}
        else:
            known = _upload(api, media)
            keep(name, fact(known, "id"))
        with understanding(api.server):
            if known["url"] is None:  # 202 and 206: a post could not hold it yet
                working = say("{host} asks us to slow down.")
                raise Unavailable(working, retry_after=WORKING, host=api.host)
        keep(ready, "1")


def _upload(api: Api, media: Media) -> Any:
    with media.open() as file:
        return api.call(
            "POST",
            "/api/v2/media",
            repeatable=True,
            files={"file": (media.name, file, media.mime)},
            data={"description": media.alt},
        )


def publish(api: Api, draft: Draft, key: str, progress: Progress) -> Published:
    words: dict[str, Any] = {
        "status": draft.text,
        "visibility": draft.options.get("visibility", "public"),
        "language": "id",
        "media_ids": [progress[f"media{n}"] for n in range(len(draft.media))],
    }
    if draft.options.get("warning"):
        words |= {"spoiler_text": draft.options["warning"], "sensitive": True}
    if draft.reply_to:
        words |= _as_answer(api, draft, words["visibility"])
    status = api.call("POST", "/api/v1/statuses", json=words, headers={"Idempotency-Key": key})
    try:
        return published(status)
    except MISSHAPEN as e:
        took = say("The server took the post but did not say which it became.")
        raise Unconfirmed(took) from e


def _as_answer(api: Api, draft: Draft, wished: str) -> dict[str, str]:
    """Return what makes a post an answer that reaches its person, and nobody else by mistake.

    An answer begins with the person's name, or they are never told.
    """
    status = api.get(status_path(str(draft.reply_to)))
    with understanding(api.server):
        author, theirs = fact(status.get("account"), "acct"), str(status.get("visibility"))
    named = author.casefold() in names(draft.text)
    known = [v for v in VISIBILITIES if v in {wished, theirs}]
    return {
        "status": draft.text if named else addressed(author, draft.text),
        "visibility": known[-1] if known else wished,
        "in_reply_to_id": str(draft.reply_to),
    }


def find(api: Api, draft: Draft, since: datetime, known: frozenset[str]) -> Published | None:
    """Look through our own posts since ``since``; the oldest that fits is the one."""
    me, since = api.me(), since - SKEW
    with understanding(api.server):
        ours = [*_own(api, me, since)][::-1]
        if draft.reply_to:  # lists of posts may leave direct answers out
            ours += _answers(api, me, draft.reply_to, since)
        fits = [s for s in ours if str(s["id"]) not in known and same(s, draft)]
        return published(min(fits, key=moment)) if fits else None


def _own(api: Api, me: str, since: datetime) -> Iterator[dict[str, Any]]:
    """Yield our own posts, newest first, until one is older than ``since``.

    Raises Unavailable where not all of them can be seen: what is not found would be sent again.
    """
    path = f"/api/v1/accounts/{quote(me, safe='')}/statuses"
    seen: set[str] = set()
    asked = {"limit": str(PAGE), "exclude_reblogs": "true"}
    for _ in range(PAGES):
        told = items_of(api.get(path, **asked))
        page = [status for status in told if str(status["id"]) not in seen]
        seen |= {str(status["id"]) for status in page}
        yield from (status for status in page if moment(status) >= since)
        if not told or (page and moment(page[-1]) < since):
            return
        if not page:
            break  # the same page once more
        asked["max_id"] = str(page[-1]["id"])
    raise Unavailable(say("{host} answered in a way we cannot read."), host=api.host)


def _answers(api: Api, me: str, remote_id: str, since: datetime) -> Iterator[dict[str, Any]]:
    """Yield what we answered to one message, not before ``since``."""
    thread = api.find(status_path(remote_id, "/context"))
    for status in items_of(thread["descendants"]) if thread is not None else ():
        if str(status["account"]["id"]) == me and moment(status) >= since:
            yield status
