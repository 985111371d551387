"""What the guides tell people to enter at a network is what this installation answers to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

GUIDES = sorted((Path(__file__).resolve().parents[3] / "docs" / "connectors").glob("*.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_the_address_to_come_back_to_is_the_one_that_is_named(guide: Path) -> None:
    named = re.findall(r"https://YOUR-SINERGI(/[^\s`]*)", guide.read_text(encoding="utf-8"))
    assert set(named) <= {reverse("networks:sign-in-return")}
