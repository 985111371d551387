"""Monitors and link checkers ask with HEAD and get what GET says, without the page."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize(
    "address",
    ["/", "/tentang/", "/privasi/", "/aksesibilitas/", "/luring/", "/masuk/", "/sehat"],
)
def test_public_pages_answer_head_as_they_answer_get(address: str) -> None:
    head, get = Client().head(address), Client().get(address)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.status_code != 405
    assert head["Content-Type"] == get["Content-Type"]
