"""What Instagram calls us with: comments and messages."""

from __future__ import annotations

import logging
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Event, Incoming
from sinergi.connectors.graph import entries, span
from sinergi.connectors.graph.letters import called

log = logging.getLogger(__name__)


def events(body: bytes) -> list[Event]:
    """Return what a call says, account by account.

    Of a mention a call tells ids only: an event without items lets the account be listened to.
    """
    found = []
    for entry in entries(body, "instagram"):
        items: list[Incoming] = []
        for field, value in entry.changes:
            if field == "comments":
                items += _told(dict(value), entry.account, entry.time)
        for message in entry.messages:
            items += _message(dict(message), entry.account)
        found.append(Event(entry.account, items))
    return found


def _told(value: dict[str, Any], account: str, time: float) -> list[Incoming]:
    """Return a comment a call tells of; it was made when the network called, nearly."""
    try:
        who = value["from"]
        if account in {str(who.get("id")), str(who.get("self_ig_scoped_id"))}:
            return []
        media, parent = name_of(value["media"], "id"), value.get("parent_id")
        return [
            Incoming(
                remote_id=f"{media}/{name_of(value, 'id')}",
                kind="comment",
                author=name_of(who, "username"),
                author_name=name_of(who, "username"),
                text=str(value.get("text") or ""),
                at=span(time),
                in_reply_to=f"{media}/{parent}" if parent else media,
                author_id=str(who.get("id") or ""),
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
