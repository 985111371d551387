"""Files that nobody but their owner reads."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def make(path: Path) -> None:
    """Make an empty file before SQLite does, which would let everybody read it who can walk into
    its folder: the files it makes beside its own have the rights of that. One that is there stays
    as it is, and what cannot be made is left to whoever opens it.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
