"""Files in the default storage, under names made of what is in them: stored once, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from sinergi.lib.media.kinds import Unreadable

PIECE = 1 << 20


def measured(content: IO[bytes]) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file, read piece by piece from its beginning."""
    told, size = hashlib.sha256(), 0
    content.seek(0)
    while piece := content.read(PIECE):
        told.update(piece)
        size += len(piece)
    return told.hexdigest(), size


def put(content: bytes, end: str) -> tuple[str, str]:
    """Store what posts show. Return its name and its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    return _stored(ContentFile(content), f"posts/{digest[:2]}/{digest}.{end}"), digest


def put_file(content: IO[bytes], digest: str, end: str) -> str:
    """Store a file whose SHA-256 is known, piece by piece. Return its name."""
    content.seek(0)
    return _stored(File(content), f"posts/{digest[:2]}/{digest}.{end}")


def put_upload(content: IO[bytes], digest: str) -> str:
    """Store a file as it came, where nothing shows it. Return its name."""
    content.seek(0)
    whole = content if isinstance(content, File) else File(content)
    return _stored(whole, f"uploads/{digest[:2]}/{digest}")


@contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """Open a stored file. Raises Unreadable when it is gone."""
    if not file or not default_storage.exists(file):
        raise Unreadable
    with default_storage.open(file) as found:
        yield cast("IO[bytes]", found)


def drop(*files: str) -> None:
    """Delete files; one that is gone already is fine."""
    for file in files:
        if file:
            default_storage.delete(file)


def _stored(content: File[bytes], file: str) -> str:
    return file if default_storage.exists(file) else default_storage.save(file, content)
