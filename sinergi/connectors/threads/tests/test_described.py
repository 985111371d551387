"""What the stand-in holds requests against is what Meta's own collection says."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from sinergi.connectors.threads.tests import described, told
from sinergi.connectors.threads.tests.official import SPEC, official

PAGING = described.PAGING

there = pytest.mark.skipif(
    not SPEC.is_file(), reason="the official collection is not beside the checkout"
)


@there
def test_every_request_of_ours_is_in_the_collection() -> None:
    named = official()
    for shape, (needed, allowed) in described.REQUESTS.items():
        assert shape in named
        assert needed | allowed <= named[shape] | PAGING


def examples(item: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for inner in item.get("item", ()):
        if "request" in inner:
            bodies = [str(answer.get("body") or "") for answer in inner.get("response", ())]
            found.setdefault(inner["name"], []).extend(bodies)
        for name, bodies in examples(inner).items():
            found.setdefault(name, []).extend(bodies)
    return found


@there
@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("Exchange the Code For a Token", ("POST", "oauth/access_token")),
        ("Get Long-Lived Access Token", ("GET", "access_token")),
        ("1.1 Create Text Container", ("POST", "me/threads")),
        ("2. Publish Threads Post", ("POST", "me/threads_publish")),
        ("Hide Replies", ("POST", "ID/manage_reply")),
        ("Delete Threads Post", ("DELETE", "ID")),
        ("Check Container's Publishing Status", ("GET", "ID")),
        ("Retrieve Publishing Quota Limit", ("GET", "me/threads_publishing_limit")),
        ("Get Post Insights", ("GET", "ID/insights")),
    ],
)
def test_the_collections_own_examples_fit_our_schemas(name: str, shape: tuple[str, str]) -> None:
    bodies = examples(json.loads(SPEC.read_text()))[name]
    assert bodies
    for body in bodies:
        jsonschema.validate(json.loads(body), told.ANSWERS[shape])


def test_a_request_that_is_not_described_fails_loudly() -> None:
    for method, path, given in (
        ("POST", "me/threads", {"media_type": "TEXT", "auto_publish_text": "true"}),
        ("POST", "me/threads", {"media_type": "POEM"}),
        ("GET", "me/threads", {"fields": "id,secrets"}),
        ("PUT", "me/threads", {}),
    ):
        with pytest.raises(AssertionError):
            described.asked(method, path, given)
