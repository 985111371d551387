"""Answers that come packed are unpacked a little at a time: whoever counts what comes in can stop.

httpx unpacks each piece it receives as a whole, in every packing it knows, one inside the other: of
64 KB become gigabytes before anybody can count them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

#: The one packing we ask for.
ASKED = "gzip"

#: No piece of what was packed is longer, in bytes.
PIECE = 65_536

_PLAIN = frozenset({"", "identity"})
#: Says to zlib that a header of gzip comes first.
_GZIP = 16 + zlib.MAX_WBITS


class Unpacked(httpx.SyncByteStream):
    """The bytes that were packed with gzip."""

    def __init__(self, packed: httpx.SyncByteStream) -> None:
        self._packed = packed

    def __iter__(self) -> Iterator[bytes]:
        unpack = zlib.decompressobj(_GZIP)
        try:
            for piece in self._packed:
                rest = piece
                while rest and not unpack.eof:
                    yield unpack.decompress(rest, PIECE)
                    rest = unpack.unconsumed_tail
            yield unpack.flush()
        except zlib.error as e:
            raise httpx.DecodingError(str(e)) from e

    def close(self) -> None:
        self._packed.close()


def unpacked(answer: httpx.Response) -> httpx.Response:
    """Return an answer as it was before it was packed. Raises DecodingError for other packings."""
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    if packing in _PLAIN:
        return answer
    if packing != ASKED:
        answer.close()
        raise httpx.DecodingError("The answer is packed in a way nobody asked for")
    packs = {"content-encoding", "content-length"}
    headers = [(name, value) for name, value in answer.headers.raw if _name(name) not in packs]
    stream = answer.stream
    assert isinstance(stream, httpx.SyncByteStream)  # noqa: S101  # a client that waits has no other
    return httpx.Response(
        answer.status_code, headers=headers, stream=Unpacked(stream), extensions=answer.extensions
    )


def _name(name: bytes) -> str:
    return name.decode("ascii", "replace").lower()
