"""The words of the house on disk: a .po for each room and language, a .mo made from it."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def sources() -> list[Path]:
    """Return every catalogue of the house."""
    return sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_all() -> None:
    """Write a .mo beside each .po that is newer: in Python, no gettext tools are needed."""
    for source in sources():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        beside = target.with_suffix(f".{os.getpid()}")
        with beside.open("wb") as file:
            write_mo(file, catalogue)
        beside.replace(target)
