"""The icons in use, put together from the lucide package into one file that browsers keep."""

from __future__ import annotations

import io
import re
from functools import cache
from importlib.resources import files
from zipfile import ZipFile

from django.templatetags.static import static

FILE = "sprite.svg"


@cache
def names() -> frozenset[str]:
    """Return the icons in use: one name a line in icons.txt."""
    listed = files("sinergi.web").joinpath("icons.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in listed.splitlines() if line.strip())


def sprite() -> str:
    """Return the SVG file with a symbol for every icon. Raises KeyError for an unknown name."""
    with ZipFile(io.BytesIO(files("lucide").joinpath("lucide.zip").read_bytes())) as icons:
        symbols = "".join(
            f'<symbol id="{name}" viewBox="0 0 24 24">{_shapes(icons, name)}</symbol>'
            for name in sorted(names())
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


@cache
def symbol(name: str) -> str:
    """Return the address of an icon. Raises KeyError when it is not in the sprite."""
    if name not in names():
        raise KeyError(f"The icon {name} is missing in sinergi/web/icons.txt")
    return f"{static(FILE)}#{name}"


def _shapes(icons: ZipFile, name: str) -> str:
    drawn = icons.read(f"{name}.svg").decode()
    inner = re.search(r"<svg[^>]*>(.*)</svg>", drawn, re.DOTALL)
    return re.sub(r"\s+", " ", inner.group(1)).strip() if inner else ""
