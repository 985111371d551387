"""A request whose body comes slowly keeps nobody else waiting.

A phone sends a photo over a slow line for minutes, and a thread waits with it. Few requests are
worked on at once, each of which has a *place*; whoever waits for its client gives its place away
meanwhile. There are more threads than places, and they cost little as long as they wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Semaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

#: So many requests may wait for their clients in each process, besides those that are worked on.
WAITING = 28


class Body:
    """What a client sends; a place is given away for as long as it does not come."""

    def __init__(self, came: InputStream, places: Semaphore) -> None:
        self._came, self._places = came, places

    def read(self, size: int = -1, /) -> bytes:
        return self._without_place(self._came.read, size)

    def readline(self, size: int = -1, /) -> bytes:
        return self._without_place(self._came.readline, size)

    def _without_place(self, read: Callable[[int], bytes], size: int) -> bytes:
        self._places.release()
        try:
            return read(size)
        finally:
            self._places.acquire()


def in_turn(application: WSGIApplication, places: int) -> WSGIApplication:
    """Let an application work on so many requests at once. What it sends while it makes it (a long
    file) needs no place: that goes as fast as its client takes it."""
    free = Semaphore(places)

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH", "") not in {"", "0"}:
            environ["wsgi.input"] = Body(environ["wsgi.input"], free)
        with free:
            return application(environ, start)

    return answer
