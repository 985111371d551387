"""What is made once after an installation or an update: words, icons, static files."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

from sinergi.web import sprite


def prepare(home: Path) -> None:
    """Compile the catalogues, draw the sprite, gather static files. Twice is harmless."""
    compile_words()
    built = home / "built"
    built.mkdir(parents=True, exist_ok=True)
    _write(built / sprite.FILE, sprite.sprite().encode())
    call_command("collectstatic", interactive=False, verbosity=0)


def catalogues() -> list[Path]:
    """Return every catalogue of the house."""
    return sorted(settings.PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_words() -> None:
    """Write a .mo beside each .po that is newer: in Python, no gettext tools are needed."""
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        beside = target.with_suffix(".new")
        with beside.open("wb") as file:
            write_mo(file, catalogue)
        beside.replace(target)


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
