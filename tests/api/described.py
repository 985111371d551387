"""The description of the API, made once for all tests: that takes half a second."""

from __future__ import annotations

from typing import Any

from sinergi.web.api.root import api

BASE = "/api/v1"
SCHEMA = api.get_openapi_schema()
#: What each path, without ``BASE``, answers to which method.
PATHS: dict[str, dict[str, Any]] = {
    path.removeprefix(BASE): methods for path, methods in SCHEMA["paths"].items()
}
