"""The card of a link: made of what strangers' pages say, and never in the way."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.sending import publish, record
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn
from sinergi.connectors.contract import Draft
from sinergi.connectors.exam.candidate import media

PAGE = """<html><head><title>Berita</title><meta property="og:title" content="Pasar &amp; loket">
<meta name="description" content="Sabtu pagi"><meta property="og:image" content="/a.png"></head>"""


def web(content: str | bytes, kind: str = "text/html; charset=utf-8") -> httpx.Response:
    return httpx.Response(200, content=content, headers={"Content-Type": kind})


def test_the_first_link_becomes_a_card_with_its_picture(office: Bluesky, network: Network) -> None:
    moved = httpx.Response(301, headers={"Location": "https://bogorkab.example/pasar/"})
    network.pages["https://bogorkab.example/pasar"] = moved
    network.pages["https://bogorkab.example/pasar/"] = web(PAGE)
    network.pages["https://bogorkab.example/a.png"] = web(b"png", "image/png")
    draft = Draft("Baca https://bogorkab.example/pasar")
    card = record(network, publish(office, draft))["embed"]["external"]
    assert card["uri"] == "https://bogorkab.example/pasar"
    assert (card["title"], card["description"]) == ("Pasar & loket", "Sabtu pagi")
    assert card["thumb"]["mimeType"] == "image/png"
    none = replace(draft, options={"card": "none"})
    assert "embed" not in record(network, publish(office, none))
    pictured = replace(draft, media=[media()])
    assert record(network, publish(office, pictured))["embed"]["$type"] == "app.bsky.embed.images"


@pytest.mark.parametrize(
    "page",
    [
        httpx.Response(404, text=PAGE),
        httpx.Response(301, headers={"Location": "https://bogorkab.example/pasar"}),
        httpx.Response(301, headers={"Location": "ftp://bogorkab.example/"}),
        web("<p>tanpa judul</p>"),
        web(b"%PDF-1.7", "application/pdf"),
        web("<![ rusak <title>"),
    ],
)
def test_a_page_that_says_nothing_makes_no_card_and_no_error(
    office: Bluesky, network: Network, page: httpx.Response
) -> None:
    network.pages["https://bogorkab.example/pasar"] = page
    post = publish(office, Draft("Baca https://bogorkab.example/pasar"))
    assert "embed" not in record(network, post)


@pytest.mark.parametrize(
    "image",
    [web(b"x" * 1_000_001, "image/png"), web(b"<svg>", "image/svg+xml"), web(b"", "image/png")],
)
def test_a_card_goes_without_a_picture_that_cannot_be_used(
    office: Bluesky, network: Network, image: httpx.Response
) -> None:
    network.pages["https://bogorkab.example/pasar"] = web(PAGE)
    network.pages["https://bogorkab.example/a.png"] = image
    card = record(network, publish(office, Draft("Baca https://bogorkab.example/pasar")))["embed"]
    assert "thumb" not in card["external"]


def test_nobody_there_makes_no_card(standin: BlueskyStandIn, network: Network) -> None:
    class Away(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.host == "bogorkab.example":
                raise httpx.ConnectError("a private address", request=request)
            return network.answer(request)

    office = Bluesky(standin.credentials, httpx.Client(transport=Away()))
    post = publish(office, Draft("Baca https://bogorkab.example/pasar"))
    assert "embed" not in record(network, post)
