"""Files that citizens send: asked for by id, fetched from WhatsApp's own servers alone."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.errors import Refused
from sinergi.connectors.graph.api import BASE
from sinergi.connectors.whatsapp import WhatsApp

HOME = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=77"
GIVEN = {"token": "kunci-nomor-kantor", "phone": "1", "business": "2"}


def office(address: str, asked: list[httpx.Request]) -> WhatsApp:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.path.endswith("/77"):
            told = {"id": "77", "url": address, "mime_type": "audio/ogg; codecs=opus"}
            return httpx.Response(200, json={**told, "messaging_product": "whatsapp"})
        return httpx.Response(200, content=b"OggS")

    return WhatsApp(GIVEN, httpx.Client(transport=httpx.MockTransport(answer)))


def test_a_file_is_fetched_with_the_token_of_the_number() -> None:
    asked: list[httpx.Request] = []
    found = office(HOME, asked).fetch(f"{BASE}/77")
    assert (found.mime, found.content) == ("audio/ogg", b"OggS")
    assert [r.headers["Authorization"] for r in asked] == ["Bearer kunci-nomor-kantor"] * 2


@pytest.mark.parametrize(
    "address",
    ["https://fbsbx.com.example/a", "http://lookaside.fbsbx.com/a", "https://evilfbsbx.com/a"],
)
def test_the_token_goes_to_no_other_server(address: str) -> None:
    asked: list[httpx.Request] = []
    with pytest.raises(Refused):
        office(address, asked).fetch(f"{BASE}/77")
    assert len(asked) == 1


def test_what_is_no_file_of_whatsapps_is_refused() -> None:
    with pytest.raises(Refused):
        office(HOME, []).fetch("https://example.org/a.jpg")
