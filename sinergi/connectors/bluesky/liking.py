"""A like is a record of ours that names a post. https://docs.bsky.app/docs/tutorials/like-repost

Its name is made of the post it likes: liking twice writes the same record.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.bluesky import records
from sinergi.connectors.bluesky.api import Api, parts_of
from sinergi.connectors.bluesky.asking import is_code
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say

LIKE = "app.bsky.feed.like"

#: A name has 13 letters of five bits; its first bit is 0.
BITS = (1 << 63) - 1


def like(api: Api, uri: str, *, liked: bool) -> None:
    account, *rest = parts_of(uri)
    post = _seen(api, uri)
    if post is None and account == api.did:  # the network shows a moment later what is new
        post = api.record(account, *rest)
    if not liked:
        for key in {_key(uri), _made_elsewhere(api, post)} - {""}:
            _write(api, "deleteRecord", key)
        return
    if post is None:
        raise Refused(say("The message is no longer there."))
    if not _made_elsewhere(api, post):
        with understanding(api.server):
            subject = {"uri": uri, "cid": name_of(post, "cid")}
        now = records.stamp(datetime.now(UTC))
        record = {"$type": LIKE, "subject": subject, "createdAt": now}
        _write(api, "putRecord", _key(uri), record=record, swapRecord=None)


def _seen(api: Api, uri: str) -> Any:
    """Return a post as the network shows it to us, or nothing where it is gone."""
    told = api.get("app.bsky.feed.getPosts", uris=[uri])
    with understanding(api.server):
        return next((post for post in items_of(told["posts"]) if name_of(post, "uri") == uri), None)


def _made_elsewhere(api: Api, post: Any) -> str:
    """Return the name of the like that the network knows of ours, "" where it knows none."""
    with understanding(api.server):
        ours = str(((post or {}).get("viewer") or {}).get("like") or "")
    account, _, key = parts_of(ours) if ours else ("", "", "")
    return key if account == api.did else ""


def _key(uri: str) -> str:
    digest = hashlib.sha256(uri.encode()).digest()
    return records.spelled(int.from_bytes(digest[:8], "big") & BITS)


def _write(api: Api, method: str, key: str, **more: Any) -> None:
    body = {"repo": api.did, "collection": LIKE, "rkey": key, **more}
    try:
        api.call("POST", f"com.atproto.repo.{method}", repeatable=True, json=body)
    except Refused as e:
        if not is_code(e, "InvalidSwap"):  # it is there already
            raise
