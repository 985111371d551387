"""What is made once after an installation or an update: words, icons, static files."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command

from sinergi.lib import catalogues
from sinergi.web import sprite

#: What packages bring and no page asks for: packing it small took most of the time of ``init``.
UNUSED = ("htmx-2.js", "htmx-4*", "htmax-*", "ext")


def prepare(home: Path) -> None:
    """Compile the catalogues, draw the sprite, gather static files. Twice is harmless."""
    catalogues.compile_all()
    built = home / "built"
    built.mkdir(parents=True, exist_ok=True)
    _write(built / sprite.FILE, sprite.sprite().encode())
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=[*UNUSED])


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
