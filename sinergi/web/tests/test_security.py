"""What every answer tells the browser."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize(
    "address", ["/", "/tentang/", "/privasi/", "/aksesibilitas/", "/tidak-ada/"]
)
def test_no_page_may_run_what_is_written_inside_it(client: Client, address: str) -> None:
    response = client.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    html = response.content.decode()
    assert " style=" not in html
    assert " onclick=" not in html


def test_a_wrong_address_answers_404_with_a_page(client: Client) -> None:
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert "<h1" in response.content.decode()
