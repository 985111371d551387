"""One private message, as a list of a conversation and as a call tell it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import name_of
from sinergi.connectors.contract import Incoming
from sinergi.connectors.graph.values import moment


def listed(message: dict[str, Any], home: str) -> Incoming:
    author = message["from"]
    who = name_of(author, "id")
    attached = (message.get("attachments") or {}).get("data") or []
    return Incoming(
        remote_id=name_of(message, "id"),
        kind="direct",
        author=str(author.get("username") or author.get("name") or who),
        author_name=str(author.get("name") or author.get("username") or who),
        text=str(message.get("message") or ""),
        at=moment(message["created_time"]),
        url=home,
        author_id=who,
        attachments=tuple(address for one in attached if (address := _address(one))),
    )


def _address(attachment: dict[str, Any]) -> str:
    for kind in ("image_data", "video_data"):
        told = attachment.get(kind)
        if isinstance(told, dict) and told.get("url"):
            return str(told["url"])
    return str(attachment.get("file_url") or "")


def called(message: dict[str, Any], account: str) -> Incoming | None:
    """Return what a call says of one message; nothing for our own, for receipts and reactions."""
    told, who = message.get("message"), str((message.get("sender") or {}).get("id") or "")
    if not isinstance(told, dict) or told.get("is_echo") or told.get("is_deleted"):
        return None
    if who == account:
        return None
    answered = (told.get("reply_to") or {}).get("mid")
    files = [one.get("payload") or {} for one in told.get("attachments") or ()]
    return Incoming(
        remote_id=name_of(told, "mid"),
        kind="direct",
        author=name_of(message["sender"], "id"),
        author_name=who,
        text=str(told.get("text") or ""),
        at=datetime.fromtimestamp(message["timestamp"] / 1000, UTC),
        in_reply_to=str(answered) if answered else None,
        author_id=who,
        attachments=tuple(str(file["url"]) for file in files if file.get("url")),
    )
