"""Meta's official collection for Threads, where it lies beside the checkout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SPEC = Path(__file__).resolve().parents[5] / "shared" / "specs" / "threads-postman.json"


@cache
def official() -> dict[tuple[str, str], set[str]]:
    """Return the names of parameters of every request of the collection, by method and path."""
    found: dict[tuple[str, str], set[str]] = {}
    for request in _requests(json.loads(SPEC.read_text())):
        url = request["url"]
        path = urlsplit(url["raw"].replace("{{api_host}}", "https://host")).path.strip("/")
        shape = (request["method"], re.sub(r"\{\{[a-z_]+\}\}", "ID", path))
        found.setdefault(shape, set()).update(part["key"] for part in url.get("query", ()))
    return found


def _requests(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for inner in item.get("item", ()):
        if "request" in inner:
            yield inner["request"]
        yield from _requests(inner)
