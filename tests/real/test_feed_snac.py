"""A feed as a real server writes it, asked again as its validators say."""

from __future__ import annotations

import secrets

import httpx
import pytest

from sinergi.connectors.rss import Rss
from tests.servers.snac import Citizen, Snac, until

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def desa(servers: tuple[Snac, Snac]) -> Citizen:
    return servers[0].citizen("desa")


def words() -> str:
    return f"Jalan ditutup Sabtu, {secrets.token_hex(4)}"


def test_what_a_server_puts_into_its_feed_is_read_once(
    servers: tuple[Snac, Snac], desa: Citizen, http: httpx.Client
) -> None:
    reader = Rss({"address": f"{servers[0].url}/desa.rss"}, http)
    first, second = words(), words()
    desa.say(first)
    assert reader.identify().name
    page = reader.listen(None)
    (item,) = page.items
    assert (item.kind, first in item.text) == ("topic", True)
    assert item.url.startswith(servers[0].url)
    assert list(reader.listen(page.cursor).items) == []
    desa.say(second)
    later = reader.listen(page.cursor)
    assert [second in item.text for item in later.items] == [True]


def test_an_unchanged_feed_is_answered_without_the_feed(
    servers: tuple[Snac, Snac], desa: Citizen, http: httpx.Client
) -> None:
    desa.say(words())
    reader = Rss({"address": f"{servers[0].url}/desa.rss"}, http)
    told: list[int] = []
    http.event_hooks = {"response": [lambda answer: told.append(answer.status_code)]}
    page = reader.listen(None)

    def unchanged() -> bool | None:
        """The server names a feed by its second, and tells of no change when that has passed."""
        nonlocal page
        page = reader.listen(page.cursor)
        assert not page.items
        return True if told[-1] == 304 else None

    until(unchanged, 60, "the feed was given whole each time")
