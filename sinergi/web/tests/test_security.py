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


def test_another_name_is_told_what_to_do_and_one_line_of_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = client.get("/masuk/", HTTP_HOST="192.168.1.20:8000")
    api = client.get("/api/v1/posts", HTTP_HOST="jahat.example")
    assert (page.status_code, api.status_code) == (400, 400)
    assert "SINERGI_HOSTS" in page.content.decode()
    assert "SINERGI_HOSTS" in api.json()["detail"]
    told = [record for record in caplog.records if record.name.endswith("DisallowedHost")]
    assert ["192.168.1.20:8000" in told[0].getMessage(), len(told)] == [True, 2]
    for record in told:
        assert "SINERGI_HOSTS" in record.getMessage()
        assert "ALLOWED_HOSTS" not in record.getMessage()
        assert record.exc_info is None


@pytest.mark.usefixtures("pages")
def test_what_is_shown_to_one_person_is_kept_by_nobody_between(browser: Client) -> None:
    for path in ("/kerja/", "/kerja/kotak-masuk/", "/kerja/kotak-masuk/unduh/", "/kerja/tulis/"):
        assert browser.get(path)["Cache-Control"] == "private"
