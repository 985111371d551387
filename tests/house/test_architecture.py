"""The picture of the house shows the house."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import EntryPoint

import pytest

from tests.house.pages import DOCS, FENCE, ROOT, read

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGE = read(DOCS / "architecture.md")
PICTURE = FENCE.findall(PAGE.text)[0][1]
ROOMS = sorted(path.parent.name for path in (ROOT / "sinergi").glob("*/__init__.py"))
CONNECTORS = PROJECT["project"]["entry-points"]["sinergi.connectors"]


def line_of(room: str) -> int:
    """Return the line of the picture that shows a room. Raises StopIteration when none does."""
    lines = PICTURE.splitlines()
    return next(n for n, line in enumerate(lines) if re.search(rf"^.{{,36}}\b{room}\b", line))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_in_the_picture(room: str) -> None:
    assert line_of(room) >= 0


def test_the_picture_has_the_floors_that_the_tool_enforces() -> None:
    floors = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    shown = [line_of(room) for floor in floors for room in floor.split(" | ") if room in ROOMS]
    assert shown == sorted(shown)


def test_every_signal_is_listed_and_no_other() -> None:
    there = {
        f"{path.parent.name}.signals.{name}"
        for path in (ROOT / "sinergi").glob("*/signals.py")
        for name in re.findall(r"^(\w+) = Signal\(\)", path.read_text(), re.MULTILINE)
    }
    assert {span for span in PAGE.spans if ".signals." in span} == there


def test_every_connector_has_a_page_and_every_page_a_connector() -> None:
    cards = [EntryPoint(name, where, "").load().about for name, where in CONNECTORS.items()]
    pages = {path.stem for path in (DOCS / "connectors").glob("*.md")}
    assert pages - {"writing", "README"} == {card.guide for card in cards}
    assert [card.slug for card in cards] == list(CONNECTORS)
