"""Ways to fail, for tests and for training: switched on only when the server is started so."""

from __future__ import annotations

import threading
from collections import deque
from typing import Literal, get_args

Fault = Literal["cut-before", "cut-after", "hang", "busy", "broken-after", "broken-before"]
KNOWN: tuple[str, ...] = get_args(Fault)


class Faults:
    """A queue: each write takes the next fault, or none."""

    def __init__(self, *, allowed: bool = False) -> None:
        self.allowed = allowed
        #: Forget idempotency keys, like a server that never knew them.
        self.no_keys = False
        self._queue: deque[str] = deque()
        self._lock = threading.Lock()

    def order(self, names: list[str]) -> None:
        """Queue faults. "no-keys" and "keys" switch for good. Raises ValueError when unknown."""
        unknown = set(names) - set(KNOWN) - {"no-keys", "keys"}
        if unknown:
            raise ValueError(f"unknown faults: {', '.join(sorted(unknown))}")
        with self._lock:
            for name in names:
                if name in {"no-keys", "keys"}:
                    self.no_keys = name == "no-keys"
                else:
                    self._queue.append(name)

    def next(self) -> str:
        with self._lock:
            return self._queue.popleft() if self._queue else ""
