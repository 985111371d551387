"""What goes out: pictures first, then the one post, and reading back what it may have left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from sinergi.connectors.answers import MISSHAPEN, items_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
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

#: How long an upload is counted on that no post holds yet: Mastodon throws those away after a day.
KEPT = timedelta(hours=20)

AGAIN = say("{host} no longer has what was prepared; it is prepared again.")

#: From least to most private: an answer is never more public than what it answers.
VISIBILITIES = ("public", "unlisted", "private", "direct")


def prepare(api: Api, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Upload what is not uploaded yet, or no longer there.

    Raises Unavailable while the server works on a picture.
    """
    for number, media in enumerate(draft.media):
        name, ready, until = f"media{number}", f"ready{number}", f"until{number}"
        known = None if _old(progress.get(until)) else _uploaded(api, progress, number)
        done = known is not None and progress.get(ready)
        if known is None:
            if progress.get(ready):
                keep("again", "1")
                keep(ready, "")
            known = _upload(api, media)
            keep(until, (datetime.now(UTC) + KEPT).isoformat(timespec="seconds"))
            keep(name, fact(known, "id"))
        with understanding(api.server):
            if known["url"] is None:  # 202 and 206: a post could not hold it yet
                working = say("{host} still works on the file.")
                raise Unavailable(working, retry_after=WORKING, host=api.host)
        if not done:
            keep(ready, "1")


def _uploaded(api: Api, progress: Progress, number: int) -> Any:
    """Return what became of an upload; nothing: it has to be sent (again).

    A server that cannot tell is taken to have it. One that was done is only asked about when the
    post was not taken: an upload that no post holds is thrown away some day.
    """
    name = progress.get(f"media{number}")
    if not name:
        return None
    return _known(api, name) or (None if progress.get(f"ready{number}") else {"url": ""})


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
    """Make the one visible request. Raises Unavailable where a file of it may be gone by now: some
    servers would then publish the words alone.
    """
    if any(_old(progress.get(f"until{n}")) for n in range(len(draft.media))):
        raise Unavailable(AGAIN, retry_after=timedelta(0), host=api.host)
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
    try:
        status = api.call("POST", "/api/v1/statuses", json=words, headers={"Idempotency-Key": key})
    except Refused as e:
        if not progress.get("again") and not all(_known(api, n) for n in words["media_ids"]):
            raise Unavailable(AGAIN, retry_after=timedelta(0), host=api.host) from e
        raise
    try:
        return published(status)
    except MISSHAPEN as e:
        took = say("The server took the post but did not say which it became.")
        raise Unconfirmed(took) from e


def _old(until: str | None) -> bool:
    return bool(until) and datetime.fromisoformat(str(until)) <= datetime.now(UTC)


def _known(api: Api, name: str) -> dict[str, Any] | None:
    """Return what the server tells of an upload; nothing: it is gone, or it cannot tell."""
    return api.find(f"/api/v1/media/{quote(name, safe='')}")


def _as_answer(api: Api, draft: Draft, wished: str) -> dict[str, str]:
    """Return what makes a post an answer that reaches its person, and nobody else by mistake.

    An answer begins with the person's name, or they are never told; what goes on with a post of
    ours names nobody.
    """
    if draft.own:
        return {"in_reply_to_id": str(draft.reply_to)}
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


def edit(api: Api, remote_id: str, text: str) -> None:
    """Replace the words. What is not named with them is taken away, so the rest is named again.

    https://docs.joinmastodon.org/methods/statuses/#edit
    """
    there = api.get(status_path(remote_id))
    with understanding(api.server):
        told = {
            "status": text,
            "spoiler_text": str(there.get("spoiler_text") or ""),
            "sensitive": bool(there.get("sensitive")),
            "media_ids": [str(file["id"]) for file in items_of(there.get("media_attachments"))],
        }
    api.call("PUT", status_path(remote_id), repeatable=True, json=told)
