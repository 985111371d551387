"""What Facebook calls us with: comments, messages, what was delivered."""

from __future__ import annotations

import logging
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Event, Incoming, Receipt
from sinergi.connectors.facebook.listening import author, author_id, thing_of
from sinergi.connectors.graph import entries, span
from sinergi.connectors.graph.letters import called

log = logging.getLogger(__name__)


def events(body: bytes) -> list[Event]:
    """Return what a call says, page by page.

    Of mentions and of posts by others a call tells too little: an event without items lets the
    account be listened to.
    """
    found = []
    for entry in entries(body, "page"):
        items: list[Incoming] = []
        receipts: list[Receipt] = []
        for field, value in entry.changes:
            if field == "feed" and value.get("item") == "comment":
                items += _told(dict(value), entry.account)
        for message in entry.messages:
            items += _message(dict(message), entry.account)
            receipts += _delivered(dict(message))
        found.append(Event(entry.account, items, receipts))
    return found


def _told(value: dict[str, Any], account: str) -> list[Incoming]:
    if value.get("verb") != "add" or author_id(value) == account:
        return []
    try:
        post = value.get("post") or {}
        thing = thing_of({**post, "id": value["post_id"]})
        parent = str(value.get("parent_id") or value["post_id"])
        return [
            Incoming(
                remote_id=name_of(value, "comment_id"),
                kind="comment",
                text=str(value.get("message") or ""),
                at=span(float(value["created_time"])),
                url=str(post.get("permalink_url") or ""),
                in_reply_to=thing if parent == str(value["post_id"]) else parent,
                attachments=(str(value["photo"]),) if value.get("photo") else (),
                author=author(value),
                author_name=author(value),
                author_id=author_id(value),
            )
        ]
    except MISSHAPEN:
        log.warning("A comment in a call that cannot be read was left out")
        return []


def _message(message: dict[str, Any], account: str) -> list[Incoming]:
    try:
        heard = called(message, account)
    except MISSHAPEN:
        log.warning("A message in a call that cannot be read was left out")
        return []
    return [heard] if heard else []


def _delivered(message: dict[str, Any]) -> list[Receipt]:
    told = message.get("delivery")
    mids = told.get("mids") if isinstance(told, dict) else None
    return [Receipt(mid, "delivered") for mid in mids or () if isinstance(mid, str) and mid]
