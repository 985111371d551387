"""Whoever waits for a slow client gives its place away, and takes one again to work."""

from __future__ import annotations

import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from sinergi.web.slow_clients import in_turn

PATIENCE = 30


class Slow(io.BytesIO):
    """A body that comes when it is let."""

    def __init__(self) -> None:
        super().__init__(b"a=1")
        self.asked, self.comes = Event(), Event()

    def read(self, size: int | None = -1, /) -> bytes:
        self.asked.set()
        assert self.comes.wait(PATIENCE)
        return super().read(size)


def said(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    return [environ["wsgi.input"].read(3)]


def request(body: io.BytesIO, length: str = "3") -> dict[str, Any]:
    return {"wsgi.input": body, "CONTENT_LENGTH": length}


def start(*said: object) -> Any:
    return None


def test_quick_ones_pass_a_slow_one_where_there_is_one_place() -> None:
    served, slow = in_turn(said, 1), Slow()
    with ThreadPoolExecutor(1) as other:
        waits = other.submit(lambda: list(served(request(slow), start)))
        assert slow.asked.wait(PATIENCE)
        assert list(served(request(io.BytesIO(b"b=2")), start)) == [b"b=2"]
        slow.comes.set()
        assert waits.result(PATIENCE) == [b"a=1"]


def test_no_more_are_worked_on_than_there_are_places() -> None:
    begun, end = [Event(), Event()], Event()

    def work(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        begun[environ["number"]].set()
        assert end.wait(PATIENCE)
        return [b""]

    served = in_turn(work, 1)
    with ThreadPoolExecutor(2) as two:
        first = two.submit(served, request(io.BytesIO()) | {"number": 0}, start)
        assert begun[0].wait(PATIENCE)
        second = two.submit(served, request(io.BytesIO()) | {"number": 1}, start)
        assert not begun[1].wait(0.05)
        end.set()
        assert first.result(PATIENCE) == second.result(PATIENCE) == [b""]


def test_a_fault_gives_the_place_back() -> None:
    def broken(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        raise ValueError(environ["wsgi.input"].readline(3))

    served = in_turn(broken, 1)
    for _ in range(2):
        with pytest.raises(ValueError, match="a=1"):
            served(request(io.BytesIO(b"a=1")), start)


@pytest.mark.parametrize("length", ["", "0"])
def test_what_has_no_body_is_handed_on_as_it_is(length: str) -> None:
    body, seen = io.BytesIO(), []

    def look(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        seen.append(environ["wsgi.input"])
        return []

    in_turn(look, 1)(request(body, length), start)
    assert seen == [body]
