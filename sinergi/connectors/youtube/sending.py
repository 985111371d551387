"""What goes out: a video that is made public, or a comment; and reading back what is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.contract import Draft, Progress, Published
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable, Unconfirmed
from sinergi.connectors.youtube.answers import author_id, moment, parts, published
from sinergi.connectors.youtube.api import BASE, HOST, Api, listed
from sinergi.connectors.youtube.resource import status
from sinergi.connectors.youtube.words import essence
from sinergi.lib.text import say

#: How far YouTube's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)
#: Pages of a hundred comments that are looked through for one that may have gone out.
PAGES = 5


def publish(api: Api, draft: Draft, progress: Progress) -> Published:
    """Make the one visible request."""
    if draft.reply_to:
        return _comment(api, draft)
    wished = draft.options.get("privacy") or "public"
    body = {"id": progress["video"], "status": status(draft, wished)}
    told = api.write("PUT", "videos", params={"part": "status"}, json=body)
    try:
        video, now = name_of(told, "id"), str(told["status"]["privacyStatus"])
    except MISSHAPEN as e:
        raise _silent() from e
    if now != wished:
        raise _locked()
    return published(video)


def _silent() -> ConnectorError:
    return Unconfirmed(say("The server took the post but did not say which it became."))


def _locked() -> ConnectorError:
    return Refused(
        say(
            "YouTube keeps this video private, as all videos of an app that it has not audited."
            " Make it public in YouTube Studio. Whoever runs Sinergi may ask for the audit."
        )
    )


def _comment(api: Api, draft: Draft) -> Published:
    """Write under a comment, or under a video where no comment is named."""
    video, above = parts(str(draft.reply_to))
    words: dict[str, Any] = {"textOriginal": draft.text}
    if above:  # an answer to an answer goes under the comment at the top
        path, body = "comments", {"snippet": {**words, "parentId": above.partition(".")[0]}}
    else:
        path = "commentThreads"
        body = {"snippet": {"videoId": video, "topLevelComment": {"snippet": words}}}
    told = api.write("POST", path, params={"part": "snippet"}, json=body)
    try:
        return published(f"{video}/{name_of(told, 'id')}")
    except MISSHAPEN as e:
        raise _silent() from e


# -- reading back --------------------------------------------------------------------------------


def find(
    api: Api, draft: Draft, progress: Progress, since: datetime, known: frozenset[str]
) -> Published | None:
    """Return the video where it is out, or our comment.

    Raises Unavailable where a comment is not there: a video may be made public twice, a comment
    must not be written twice, so nothing may follow from not seeing it.
    """
    if draft.reply_to:
        return _found(api, draft, since - SKEW, known)
    told = api.get("videos", part="status", id=progress["video"])
    wished = draft.options.get("privacy") or "public"
    with understanding(BASE):
        out = [v for v in listed(told) if str(v["status"]["privacyStatus"]) == wished]
        found = name_of(out[0], "id") if out else ""
    return published(found) if found and found not in known else None


def _found(api: Api, draft: Draft, since: datetime, known: frozenset[str]) -> Published:
    video, above = parts(str(draft.reply_to))
    me = api.me()
    with understanding(BASE):
        fits = [
            comment
            for comment in _below(api, video, above.partition(".")[0], since)
            if author_id(comment) == me
            and moment(comment["snippet"]) >= since
            and f"{video}/{comment['id']}" not in known
            and essence(_words(comment)) == essence(draft.text)
        ]
        if fits:
            oldest = min(fits, key=lambda comment: moment(comment["snippet"]))
            return published(f"{video}/{name_of(oldest, 'id')}")
    raise Unavailable(say("YouTube does not show the comment, and may still do so."), host=HOST)


def _words(comment: Any) -> str:
    snippet = comment["snippet"]
    return str(snippet.get("textOriginal") or snippet["textDisplay"])


def _below(api: Api, video: str, above: str, since: datetime) -> Iterator[Any]:
    """Yield the answers to a comment, or the comments of a video, newest first."""
    asked = {"part": "snippet", "maxResults": "100", "textFormat": "plainText"}
    if above:
        for _, found in api.pages("comments", PAGES, parentId=above, **asked):
            yield from found
        return
    for _, found in api.pages("commentThreads", PAGES, videoId=video, order="time", **asked):
        tops = [thread["snippet"]["topLevelComment"] for thread in found]
        yield from tops
        if tops and moment(tops[-1]["snippet"]) < since:
            return
