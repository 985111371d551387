"""What a server of this kind answers, taken apart. Anything misshapen raises as Python does."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Draft, Incoming, IncomingKind, Limits, Published
from sinergi.connectors.errors import Refused
from sinergi.connectors.mastodon.words import essence, plain
from sinergi.lib.text import say

log = logging.getLogger(__name__)


def address(typed: str) -> str:
    """Return a server's address from whatever a person types: a name, an address, a handle."""
    scheme, _, rest = typed.strip().rpartition("://")
    place = re.split("[/?#]", rest)[0].rpartition("@")[2]
    return f"{scheme.casefold() or 'https'}://{place.casefold()}"


def fact(told: Any, name: str) -> str:
    """Return something an answer must hold. Raises Refused: this is no Mastodon server."""
    if not isinstance(told, dict) or not told.get(name):
        raise Refused(
            say("This server does not answer as Mastodon does ({name} is missing)."), name=name
        )
    return str(told[name])


def _number(told: dict[str, Any], name: str, default: int) -> int:
    value = told.get(name)
    return value if type(value) is int and value > 0 else default


def limits(told: dict[str, Any], card: Limits) -> Limits:
    rules = told.get("configuration") or {}
    status, media = rules.get("statuses") or {}, rules.get("media_attachments") or {}
    offered = tuple(media.get("supported_mime_types") or ())
    rate = _number(media, "video_frame_rate_limit", 0)
    return replace(
        card,
        text=_number(status, "max_characters", card.text),
        images=_number(status, "max_media_attachments", card.images),
        image_bytes=_number(media, "image_size_limit", card.image_bytes),
        alt_text=_number(media, "description_limit", card.alt_text),
        image_types=tuple(t for t in card.image_types if t in offered) or card.image_types,
        video_bytes=_number(media, "video_size_limit", card.video_bytes),
        video_rates=(0, rate) if rate else card.video_rates,
        video_types=tuple(t for t in card.video_types if t in offered) or card.video_types,
    )


def moment(status: dict[str, Any]) -> datetime:
    """Return when a status was made, in UTC."""
    return datetime.fromisoformat(status["created_at"]).astimezone(UTC)


def published(status: dict[str, Any]) -> Published:
    return Published(name_of(status, "id"), str(status.get("url") or status.get("uri") or ""))


def same(status: dict[str, Any], draft: Draft) -> bool:
    """True when a post of ours is this draft, whatever the server made of its marks and links."""
    if str(status.get("in_reply_to_id") or "") != (draft.reply_to or ""):
        return False
    if len(status.get("media_attachments") or ()) != len(draft.media):
        return False
    theirs = {plain(str(status.get("content") or ""))}
    if status.get("text"):  # as it was typed, where a server tells: its pages may lose marks
        theirs.add(str(status["text"]))
    answer = bool(draft.reply_to)
    return essence(draft.text, answer=answer) in {essence(text, answer=answer) for text in theirs}


def readable(news: list[dict[str, Any]]) -> Iterator[Incoming]:
    """Yield what can be read. One message that cannot must not keep all later ones away."""
    for status in news:
        try:
            yield _incoming(status)
        except MISSHAPEN:
            log.warning("A mention that cannot be read was left out")


def _incoming(status: dict[str, Any]) -> Incoming:
    author = status["account"]
    return Incoming(
        remote_id=name_of(status, "id"),
        kind="direct" if status.get("visibility") == "direct" else _kind(status),
        author=name_of(author, "acct"),
        author_name=str(author.get("display_name") or author["acct"]),
        text=plain(str(status.get("content") or "")),
        at=moment(status),
        url=str(status.get("url") or ""),
        in_reply_to=str(status["in_reply_to_id"]) if status.get("in_reply_to_id") else None,
    )


def _kind(status: dict[str, Any]) -> IncomingKind:
    return "comment" if status.get("in_reply_to_id") else "mention"
