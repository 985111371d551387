"""Figures of a page and its posts, and addresses of posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sinergi.connectors.errors import ConnectorError, SignedOut
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, client
from sinergi.connectors.graph.tests.world import (
    APP,
    PAGE,
    SECRET,
)

BACK, VERIFIER = "https://sinergi.example/kerja/akun/kembali", "v" * 64


@pytest.fixture
def network() -> FacebookStandIn:
    return FacebookStandIn()


@pytest.fixture
def office(network: FacebookStandIn) -> Iterator[Facebook]:
    with client(network) as http:
        yield Facebook(network.credentials, http)


def app(network: FacebookStandIn, **more: str) -> Facebook:
    return Facebook({"app_id": APP, "app_secret": SECRET, **more}, client(network))


def test_figures_of_a_post_and_of_the_page_are_told(
    office: Facebook, network: FacebookStandIn
) -> None:
    post = network.others_post("Jadwal KTP")
    network.comment(post, "Jam berapa?")
    told = {sample.metric: sample.value for sample in office.measure([post])}
    assert told == {
        "likes": 0,
        "replies": 1,
        "shares": 2,
        "views": 321,
        "reach": 321,
        "clicks": 321,
    }
    page = {s.metric: (s.remote_id, s.value) for s in office.measure_account()}
    assert page == {"followers": ("", 1204), "views": ("", 321), "reach": ("", 321)}
    assert {*told, *page} == {metric.name for metric in office.about.metrics}


def test_figures_that_are_not_told_are_absent(office: Facebook, network: FacebookStandIn) -> None:
    post = network.others_post("Baru")
    del network.things[post].told["shares"]
    network.arm("too few people")()
    assert {sample.metric for sample in office.measure([post])} == {"likes", "replies"}
    assert [*office.measure([f"{PAGE}_1"])] == []


@pytest.mark.parametrize(
    ("address", "id_"),
    [
        ("https://www.facebook.com/kec.cibinong/posts/pfbid02abc", "pfbid02abc"),
        ("https://www.facebook.com/kec.cibinong/posts/jadwal-ktp/880001", "880001"),
        ("https://web.facebook.com/kec.cibinong/videos/880002/?ref=x", "880002"),
        ("https://www.facebook.com/reel/880003", "880003"),
        ("https://m.facebook.com/permalink.php?story_fbid=880004&id=104", "880004"),
        ("https://www.facebook.com/share/p/1AbC/", "1AbC"),
    ],
)
def test_addresses_of_posts_are_known(address: str, id_: str) -> None:
    found = re.fullmatch(Facebook.about.link, address)
    assert found is not None
    assert found["id"] == id_


def test_a_revoked_token_is_said_to_be_so(network: FacebookStandIn) -> None:
    with pytest.raises(ConnectorError) as raised:
        app(network, page=PAGE, token="old").identify()
    assert isinstance(raised.value, SignedOut)
