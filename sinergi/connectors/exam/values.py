"""What the contract's values hold when they are right."""

from __future__ import annotations

from datetime import datetime, timedelta

from sinergi.connectors.contract import (
    Access,
    Identity,
    Incoming,
    Limits,
    Page,
    Published,
    Sample,
)


def right(value: object) -> bool:
    """True when a value is one of the contract's, with everything in it of the right kind."""
    match value:
        case Identity():
            words = (value.handle, value.name, value.url, *value.scopes)
            return bool(value.handle) and all(isinstance(word, str) for word in words)
        case Published():
            return bool(value.remote_id) and isinstance(value.remote_id + value.url, str)
        case Page():
            cursor = value.cursor is None or isinstance(value.cursor, str)
            return cursor and all(_incoming(item) for item in value.items)
        case Limits():
            numbers = (value.text, value.images, value.image_bytes, value.alt_text)
            return all(type(n) is int and n >= 0 for n in numbers) and bool(value.image_types)
        case Access():
            return right(dict(value.credentials)) and (value.expires is None or _utc(value.expires))
        case Sample():
            return type(value.value) is int and bool(value.metric) and _utc(value.at)
        case list():
            return all(right(item) for item in value)
        case dict():
            return all(isinstance(word, str) for pair in value.items() for word in pair)
        case _:
            return value is None or isinstance(value, str)


def _incoming(item: Incoming) -> bool:
    words = (item.remote_id, item.author, item.author_name, item.text, item.url)
    known = item.kind in {"comment", "mention", "direct", "review", "topic"}
    parent = item.in_reply_to is None or isinstance(item.in_reply_to, str)
    named = bool(item.remote_id and item.author)
    spoken = all(isinstance(word, str) for word in words)
    return known and parent and named and spoken and _utc(item.at) and _judged(item)


def _judged(item: Incoming) -> bool:
    """True where only a review has stars from 1 to 5, or says whether it recommends."""
    stars = item.stars is None or (type(item.stars) is int and 1 <= item.stars <= 5)
    recommends = item.recommends is None or type(item.recommends) is bool
    told = item.stars is not None or item.recommends is not None
    return stars and recommends and (item.kind == "review" or not told)


def _utc(at: datetime) -> bool:
    return at.utcoffset() == timedelta(0)
