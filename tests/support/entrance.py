"""What requests of Django's test client pass through, made once for all clients of a process.

Each client makes all middleware for itself: WhiteNoise then looks through all static files, ten
milliseconds for each of some thousand clients. What a process serves makes it once, too.
"""

from __future__ import annotations

from typing import Any

from django.core.signals import setting_changed
from django.test.client import ClientHandler

#: The one chain of middleware; none until a client asks, and after a setting was changed.
_made: list[Any] = []
_make = ClientHandler.load_middleware


def _load(self: Any, is_async: bool = False) -> None:
    if not _made:
        _make(self, is_async)
        _made.append(self._middleware_chain)
    self._middleware_chain = _made[0]


def anew(**told: Any) -> None:
    """Forget it: middleware reads settings, and the static files that are there, when made."""
    _made.clear()


def share() -> None:
    """Let all clients of this process share it."""
    ClientHandler.load_middleware = _load  # type: ignore[method-assign]
    setting_changed.connect(anew)
