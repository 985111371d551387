"""What goes out. A post is a record under a name we choose: writing it twice changes nothing.

``prepare`` chooses the name, uploads, asks who the mentioned are and freezes the record;
``publish`` writes it where nothing is yet (``swapRecord: null``); ``find`` looks under the name.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.bluesky import embeds, records, uploads
from sinergi.connectors.bluesky.api import POST, Api, page_of, parts_of
from sinergi.connectors.bluesky.asking import is_code
from sinergi.connectors.bluesky.uploads import Kept
from sinergi.connectors.bluesky.words import clean, marks
from sinergi.connectors.contract import Draft, Keep, Progress, Published
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.lib.text import say

#: So many mentions of one post are looked up; the rest stay plain words.
MENTIONS = 20


def prepare(api: Api, draft: Draft, key: str, progress: Progress, keep: Keep) -> None:
    """Do all that nobody sees. What is kept already is not done again."""
    kept = Kept(progress, keep)
    if kept.get("record"):
        api.get("com.atproto.server.getSession")  # asks nothing but the time: see uploads.FRESH
    embed = embeds.embed(api, draft, kept)
    if kept.get("record"):
        return
    people = _people(api, draft.text)
    reply = _reply(api, draft.reply_to) if draft.reply_to else None
    if not kept.get("rkey"):
        now = datetime.now(UTC)
        kept.keep("created", records.stamp(now))
        kept.keep("rkey", records.new_key(now, key))
    record = records.post(draft, created=kept["created"], people=people, embed=embed, reply=reply)
    kept.keep("record", json.dumps(record))


def _people(api: Api, text: str) -> dict[str, str]:
    """Return the accounts behind the handles of a text. A name nobody has stays a word."""
    handles = [mark.value for mark in marks(clean(text)) if mark.kind == "mention"]
    found = {}
    for handle in list(dict.fromkeys(handles))[:MENTIONS]:
        try:
            told = api.get("com.atproto.identity.resolveHandle", handle=handle)
        except Refused:
            continue
        with understanding(api.server):
            found[handle] = name_of(told, "did")
    return found


def _reply(api: Api, parent: str) -> dict[str, Any]:
    """Return what makes a post an answer: what it answers, and where that conversation began."""
    told = api.record(*parts_of(parent))
    if told is None:
        raise Refused(say("The message that is answered is no longer there."))
    with understanding(api.server):
        answered = {"uri": parent, "cid": name_of(told, "cid")}
        root = told["value"].get("reply", {}).get("root") or answered
        named = {"uri": name_of(root, "uri"), "cid": name_of(root, "cid")}
    return {"root": named, "parent": answered}


def publish(api: Api, progress: Progress) -> Published:
    """Write the record. Where it is already, it stays as it is, and is what we return."""
    if not progress.get("record"):
        again = say("What goes with the post has to be uploaded again.")
        raise Unavailable(again, retry_after=timedelta(0))
    ours = _ours(api, progress)
    named = {"repo": api.did, "collection": POST, "rkey": progress["rkey"]}
    body = {**named, "record": json.loads(progress["record"]), "swapRecord": None}
    try:
        told = api.call("POST", "com.atproto.repo.putRecord", json=body)
    except Refused as e:
        if is_code(e, "InvalidSwap"):  # something is there, and only we choose this name
            return ours
        if is_code(e, "BlobNotFound"):
            again = say("What goes with the post has to be uploaded again.")
            raise Unavailable(again, retry_after=uploads.FRESH) from e
        raise
    with understanding(api.server, harmless=False):
        if told["uri"] != ours.remote_id:
            raise ValueError("another post than the one written")
    return ours


def find(api: Api, progress: Progress, known: frozenset[str]) -> Published | None:
    """Look under the name we chose; nothing was written where none was chosen."""
    if not progress.get("rkey"):
        return None
    ours = _ours(api, progress)
    there = api.record(*parts_of(ours.remote_id))
    return ours if there is not None and ours.remote_id not in known else None


def _ours(api: Api, progress: Progress) -> Published:
    uri = f"at://{api.did}/{POST}/{progress['rkey']}"
    return Published(uri, page_of(uri))


def withdraw(api: Api, remote_id: str) -> None:
    """Delete a post of ours. It is a success where it is gone already."""
    repo, collection, key = parts_of(remote_id)
    named = {"repo": repo, "collection": collection, "rkey": key}
    api.call("POST", "com.atproto.repo.deleteRecord", repeatable=True, json=named)
