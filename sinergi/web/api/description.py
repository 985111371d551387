"""The OpenAPI description: what ninja cannot say by itself is added here."""

from __future__ import annotations

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from sinergi.web.api import idempotency, problems

TEXT = (
    "Everything a person can do with posts, approvals, deliveries and conversations. "
    "A token acts as its person: what they may not see does not exist (404). "
    "Errors are application/problem+json."
)
WRITES = ("post", "put", "patch", "delete")

KEY: dict[str, Any] = {
    "in": "header",
    "name": idempotency.HEADER,
    "required": False,
    "description": "Makes a repeated request act once: its answer is stored and given again.",
    "schema": {"type": "string", "pattern": f"^{idempotency.PATTERN}$"},
}


def completed(schema: OpenAPISchema) -> OpenAPISchema:
    """Add the media type of errors, the header of keys, and the headers of answers."""
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            if method in WRITES:
                operation["parameters"] = [*operation["parameters"], KEY]
            _tell_scope(operation)
            for status, told in operation["responses"].items():
                _complete_answer(int(status), told)
    return schema


def _tell_scope(operation: dict[str, Any]) -> None:
    scope = operation.pop("x-scope")
    operation["security"] = [{"Token": [scope]}]
    told = operation.get("description", "")
    operation["description"] = f"{told}\n\nScope: `{scope}`.".strip()


def _complete_answer(status: int, told: dict[str, Any]) -> None:
    if status >= 400:
        told["content"] = {problems.MEDIA_TYPE: told["content"]["application/json"]}
    if status == 401:
        told["headers"] = {"WWW-Authenticate": _text("Bearer.")}
    if status == 429:
        told["headers"] = {"Retry-After": _text("Seconds to wait.")}


def _text(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "schema": {"type": "string"}}
