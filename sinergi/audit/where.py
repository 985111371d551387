"""Where the act being done now comes from: set by the doors (web, API, command, worker)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    door: str = "command"
    ip: str = ""
    device: str = ""


COMMAND = Where()
_now: ContextVar[Where] = ContextVar("where")


def current() -> Where:
    return _now.get(COMMAND)


@contextmanager
def coming_from(where: Where) -> Iterator[None]:
    token = _now.set(where)
    try:
        yield
    finally:
        _now.reset(token)
