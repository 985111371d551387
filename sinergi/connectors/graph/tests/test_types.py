"""Meta's own description finds what is wrong with a request or an answer."""

from __future__ import annotations

from typing import Any

import pytest

from sinergi.connectors.graph.tests import held
from sinergi.connectors.graph.tests.types import Violation


@pytest.mark.parametrize(
    ("name", "method", "edge", "params"),
    [
        ("Page", "POST", "feed", {"message": "Halo", "published": "false"}),
        ("Page", "GET", "published_posts", {"fields": "id,comments.limit(1){from,message}"}),
        ("PagePost", "POST", "", {"is_published": "true"}),
        ("IGUser", "POST", "media_publish", {"creation_id": "17"}),
    ],
)
def test_what_is_described_passes(
    name: str, method: str, edge: str, params: dict[str, str]
) -> None:
    held.request(name, method, edge, params)


@pytest.mark.parametrize(
    ("name", "method", "edge", "params"),
    [
        ("Page", "POST", "feeds", {}),
        ("Page", "POST", "feed", {"mesage": "Halo"}),
        ("Page", "POST", "feed", {"published": "False"}),
        ("Page", "POST", "messages", {"messaging_type": "REPLY"}),
        ("Page", "GET", "published_posts", {"fields": "id,body"}),
        ("Page", "GET", "published_posts", {"fields": "comments{body}"}),
        ("Page", "GET", "published_posts", {"fields": "comments{id"}),
        ("IGUser", "POST", "media_publish", {"creation_id": "17a"}),
    ],
)
def test_what_is_not_described_is_found(
    name: str, method: str, edge: str, params: dict[str, str]
) -> None:
    with pytest.raises(Violation):
        held.request(name, method, edge, params)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("PagePost", {"is_publised": True}),
        ("PagePost", {"is_published": "true"}),
        ("Comment", {"created_time": "2026-11-24T08:00:00"}),
        ("IGComment", {"from": {"username": "warga", "name": "Warga"}}),
        ("PagePost", {"comments": {"data": [{"text": "ya"}]}}),
    ],
)
def test_an_answer_that_is_not_described_is_found(name: str, told: dict[str, Any]) -> None:
    with pytest.raises(Violation):
        held.answer(name, told)
