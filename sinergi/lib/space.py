"""How much room is left on the disk of an installation."""

from __future__ import annotations

import shutil
from pathlib import Path

#: Below this much free space writes begin to fail soon (bytes): somebody should make room.
LITTLE = 500_000_000
#: Below this much they may fail any moment: somebody must.
HARDLY = 50_000_000


def too_little(home: Path, least: int) -> str:
    """Say how little is free, in English; empty where it is at least ``least`` bytes."""
    try:
        free = shutil.disk_usage(home).free
    except OSError as e:
        return f"SINERGI_HOME cannot be read: {e.strerror}."
    return f"Only {free // 1_000_000} MB are free in SINERGI_HOME." if free < least else ""
