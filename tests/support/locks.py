"""What several processes would make at once is made by one of them."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The setting that names a folder for what all stages of a run share.
RUN = "TEST_RUN"


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until nobody else is in the block of this file."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
