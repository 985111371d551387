"""A feed is read with conditional requests, and every item of it once."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.errors import Refused
from sinergi.connectors.rss import Rss
from sinergi.connectors.rss.tests.feed import START, Site


@pytest.fixture
def site() -> Site:
    return Site(["Jalan ditutup Sabtu", "Pasar murah di Ciomas"])


def reader(site: Site, address: str = "kabar.example/feed/") -> Rss:
    return Rss({"address": address}, httpx.Client(transport=httpx.MockTransport(site)))


def test_what_is_new_becomes_a_topic_oldest_first(site: Site) -> None:
    page = reader(site).listen(None)
    assert [item.remote_id for item in page.items] == ["kabar-0", "kabar-1"]
    first = page.items[0]
    assert first.text == "Jalan ditutup Sabtu\n\nWarga diminta datang."
    assert (first.kind, first.author, first.at) == ("topic", "Kabar Desa", START)


def test_an_unchanged_feed_costs_one_short_answer(site: Site) -> None:
    page = reader(site).listen(None)
    assert page.cursor is not None
    assert len(page.cursor) <= 500
    again = reader(site).listen(page.cursor)
    assert (list(again.items), again.cursor) == ([], page.cursor)
    assert site.requests[-1].headers["If-None-Match"] == '"2"'


def test_only_what_is_new_comes_again(site: Site) -> None:
    cursor = reader(site).listen(None).cursor
    site.items.append("Banjir surut")
    page = reader(site).listen(cursor)
    assert [item.text.splitlines()[0] for item in page.items] == ["Banjir surut"]


def test_a_long_feed_still_fits_its_cursor(site: Site) -> None:
    site.items = [f"Kabar {number}" for number in range(200)]
    page = reader(site).listen(None)
    assert len(page.items) == 200
    assert page.cursor is not None
    assert len(page.cursor) <= 500
    assert not reader(site).listen(page.cursor).items


@pytest.mark.parametrize("cursor", ["", "{", "[]", "7", '{"seen": null}'])
def test_a_cursor_that_is_broken_reads_from_the_beginning(site: Site, cursor: str) -> None:
    assert len(reader(site).listen(cursor).items) == 2


def test_a_page_without_a_feed_is_refused(site: Site) -> None:
    with pytest.raises(Refused):
        reader(site, "https://kabar.example/tentang/").identify()


def test_the_account_is_called_by_its_address(site: Site) -> None:
    me = reader(site).identify()
    assert (me.handle, me.name, me.url) == (
        "kabar.example/feed",
        "Kabar Desa",
        "https://kabar.example/",
    )
