"""A connection outlives a refusal: what was sent is read before the answer goes out."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest

from sinergi.web.draining import MOST, drained


def refuse(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    return [b"no"]


def read_the_half(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    environ["wsgi.input"].read(2)
    return [b"no"]


@pytest.mark.parametrize("application", [refuse, read_the_half])
def test_a_short_body_is_read_to_its_end(application: Any) -> None:
    sent = BytesIO(b"form")
    environ = {"wsgi.input": sent, "CONTENT_LENGTH": "4"}
    assert list(drained(application)(environ, lambda *_: lambda _: None)) == [b"no"]
    assert sent.read() == b""


@pytest.mark.parametrize("length", ["", "0", "x", str(MOST + 1)])
def test_no_body_and_a_large_one_are_left_alone(length: str) -> None:
    sent = BytesIO(b"video")
    environ = {"wsgi.input": sent, "CONTENT_LENGTH": length}
    list(drained(refuse)(environ, lambda *_: lambda _: None))
    assert sent.read() == b"video"
