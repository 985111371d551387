"""What is handed out to a citizen: all that is kept of them, as ``data.json`` in a ZIP."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sinergi.inbox.models import Conversation, Message


def told(network: str, handle: str, rows: QuerySet[Conversation]) -> dict[str, Any]:
    """Return what is handed out of some conversations of a person."""
    return {
        "network": network,
        "handle": handle,
        "made_at": timezone.now(),
        "conversations": [_told(row) for row in rows.select_related("account", "unit")],
    }


def packed(copy: dict[str, Any]) -> bytes:
    """Return a copy as a ZIP; moments in ISO 8601, in UTC."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("data.json", json.dumps(copy, default=str, ensure_ascii=False, indent=1))
    return out.getvalue()


def _told(row: Conversation) -> dict[str, Any]:
    """Return a conversation as it is handed out: nothing about colleagues but what they noted."""
    return {
        "account": row.account.handle,
        "office": row.unit.name,
        "kind": row.kind,
        "name": row.name,
        "handle": row.handle,
        "state": row.state,
        "matter": row.matter,
        "topic": row.topic,
        "place": row.place,
        "opened_at": row.opened_at,
        "messages": list(_messages(row)),
        "notes": list(row.notes.values("at", "text")),
        "steps": list(row.steps.values("at", "state")),
        "handed_on": list(row.handings.values("service", "number", "state", "at")),
    }


def _messages(row: Conversation) -> Iterator[dict[str, Any]]:
    for one in row.messages.select_related("understood", "removal", "delivery"):
        yield {
            "at": one.at,
            "from": "citizen" if one.direction == Message.Direction.IN else "office",
            "text": one.text,
            "url": one.url,
            "person": one.person,
            "attachments": one.attachments,
            "pictures": _pictures(one),
            "rating": one.rating,
            "deleted": _deleted(one),
            "understood": one.understood.decisions if one.understood else None,
        }


def _pictures(message: Message) -> list[dict[str, str]]:
    """Return what our answer showed: each picture by its name and its description."""
    shown = message.delivery.media if message.delivery else ()
    return [{"name": item["name"], "description": item.get("alt", "")} for item in shown]


def _deleted(message: Message) -> dict[str, Any] | None:
    """Return that we had it deleted on its network, and on what ground."""
    removal = getattr(message, "removal", None)
    if removal is None or removal.removed_at is None:
        return None
    return {"at": removal.removed_at, "ground": removal.ground}
