"""The style sheet stays small, readable in both themes, and good in browsers of 2023."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest

HERE = Path(__file__).resolve().parent.parent / "static" / "web"
CSS = (HERE / "sinergi.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["oklch(", "color-mix(", "light-dark(", "@import"])
def test_nothing_that_chrome_109_cannot_read(word: str) -> None:
    assert word not in CSS


def test_no_nested_rules() -> None:
    assert not re.search(r"(^|[{;}\s])&[\s.:>\[]", CSS)


def test_the_style_sheet_is_at_most_12_kb() -> None:
    assert len(brotli.compress(CSS.encode())) <= 12 * 1024


def test_the_core_script_is_at_most_8_kb() -> None:
    assert len(brotli.compress((HERE / "core.js").read_bytes())) <= 8 * 1024
