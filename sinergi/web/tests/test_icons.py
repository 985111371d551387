"""The sprite holds what pages show and nothing else: every phone loads it."""

from __future__ import annotations

import re
from pathlib import Path

from sinergi.web import sprite

HOUSE = Path(__file__).parents[2]
#: Words of templates and of the menu that may name an icon.
WORDS = re.compile(r"[\"']([a-z][a-z0-9-]*)[\"']")


def test_every_icon_of_the_sprite_stands_on_a_page() -> None:
    places = [*HOUSE.glob("*/templates/**/*.html"), HOUSE / "web" / "context.py"]
    named = {word for path in places for word in WORDS.findall(path.read_text(encoding="utf-8"))}
    assert sorted(sprite.names() - named) == []
