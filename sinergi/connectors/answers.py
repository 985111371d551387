"""Take an answer apart that strangers gave: whatever is wrong with it becomes one of the errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import httpx

from sinergi.connectors.errors import ConnectorError, Unavailable, Unconfirmed
from sinergi.lib.text import say

#: What goes wrong when an answer is taken apart that is not built as it should be.
MISSHAPEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

#: How much of what others wrote is shown to a person.
WORDS = 200


@contextmanager
def understanding(url: str, *, harmless: bool = True) -> Iterator[None]:
    """Take an answer apart inside: what is missing or misshapen in it becomes one of the errors.

    Raises Unavailable for what was read (``harmless``), Unconfirmed for what was written.
    """
    try:
        yield
    except MISSHAPEN as e:
        raise unreadable(harmless, host_of(url)) from e


def name_of(told: Any, field: str) -> str:
    """Return an id or a name out of an answer. Raises as Python does when there is none in it."""
    value = told[field]
    if type(value) is int or (isinstance(value, str) and value):
        return str(value)
    raise ValueError(f"{field} is empty")


def items_of(told: Any) -> list[Any]:
    """Return a list out of an answer. Anything else, and nothing, raises: it is not "no items"."""
    if not isinstance(told, list):
        raise TypeError("a list is expected")
    return told


def unreadable(harmless: bool, host: str) -> ConnectorError:
    kind = Unavailable if harmless else Unconfirmed
    return kind(say("{host} answered in a way we cannot read."), host=host)


def host_of(url: str) -> str:
    """Return the name of a server as a person may read it: as it was typed, and never a name or
    password before it.
    """
    try:
        found = httpx.URL(url).host
    except (httpx.InvalidURL, ValueError):
        found = ""
    shown = unquote(found or url).rpartition("@")[2][:WORDS]
    return "".join(letter if letter.isprintable() else " " for letter in shown)
