"""The table the stand-in works by is the description's own."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.x.tests import official
from sinergi.connectors.x.tests.operations import OPERATIONS, Operation

HERE = pytest.mark.skipif(
    not official.OPENAPI.exists(), reason="X's OpenAPI document does not lie beside the checkout"
)


@HERE
@pytest.mark.parametrize("one", OPERATIONS, ids=lambda o: f"{o.method} {o.path}")
def test_an_operation_takes_and_gives_what_the_document_says(one: Operation) -> None:
    told = official.openapi()["paths"][one.path][one.method.lower()]
    given = told["responses"].get("200") or told["responses"]["201"]
    assert given["content"]["application/json"]["schema"]["$ref"].endswith(f"/{one.gives}")
    taken = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    assert taken.get("schema", {}).get("$ref", "/").rpartition("/")[2] == one.takes


@HERE
def test_a_parameter_x_does_not_know_is_found_out() -> None:
    wrong = httpx.Request("GET", "https://api.x.com/2/users/me", params={"tweet.fields": "id"})
    with pytest.raises(AssertionError):
        official.asked(wrong)


@pytest.mark.parametrize(
    "body", [{"text": 7}, {"text": "a", "mood": "good"}, {"text": "a", "reply": {}}]
)
def test_a_body_x_does_not_take_is_found_out(body: dict[str, object]) -> None:
    wrong = httpx.Request("POST", "https://api.x.com/2/tweets", json=body)
    with pytest.raises((AssertionError, ValueError)):
        official.asked(wrong)
