"""Static files: what pages ask for is gathered and packed, and nothing that nobody asks for."""

from __future__ import annotations

import pytest
from django.conf import settings

pytestmark = pytest.mark.usefixtures("pages")


def test_what_pages_ask_for_is_packed() -> None:
    packed = sorted(path.name for path in (settings.STATIC_ROOT / "django_htmx").glob("*.br"))
    assert any(name.startswith("htmx-2.min.") for name in packed)


def test_what_nobody_asks_for_is_left_behind() -> None:
    gathered = {path.name for path in settings.STATIC_ROOT.rglob("*")}
    assert gathered.isdisjoint({"htmx-2.js", "htmx-4.js", "htmax-4.js", "ext"})
