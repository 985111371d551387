"""Connecting an Instagram account, what it lacks, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.errors import SignedOut, Unavailable
from sinergi.connectors.graph.tests.world import APP, IG, PAGE, PAGE_TOKEN, SECRET, USER_TOKEN
from sinergi.connectors.instagram import Instagram
from sinergi.connectors.instagram.tests.standin import InstagramStandIn

BACK, VERIFIER = "https://sinergi.example/kerja/akun/kembali", "v" * 64


@pytest.fixture
def network() -> InstagramStandIn:
    return InstagramStandIn()


@pytest.fixture
def office(network: InstagramStandIn) -> Iterator[Instagram]:
    with httpx.Client(transport=network.transport()) as http:
        yield Instagram(network.credentials, http)


def app(network: InstagramStandIn, **more: str) -> Instagram:
    http = httpx.Client(transport=network.transport())
    return Instagram({"app_id": APP, "app_secret": SECRET, **more}, http)


def test_the_accounts_behind_a_persons_pages_are_offered(network: InstagramStandIn) -> None:
    step = app(network).begin(redirect=BACK, state="s", verifier=VERIFIER)
    given = app(network).finish(
        code=network.approve(step.url), redirect=BACK, verifier=VERIFIER, remembered={}
    )
    (offer,) = app(network, **given.credentials).offers()
    assert (offer.label, offer.detail) == ("@kec.cibinong", "Kecamatan Cibinong")
    assert offer.credentials == {
        "account": IG,
        "page": PAGE,
        "token": PAGE_TOKEN,
        "user_token": USER_TOKEN,
    }
    me = app(network, **offer.credentials).identify()
    assert (me.handle, me.remote_id) == ("@kec.cibinong", IG)


def test_a_page_without_an_account_is_not_offered(network: InstagramStandIn) -> None:
    del network.page.told["instagram_business_account"]
    assert app(network, user_token=USER_TOKEN).offers() == []


def test_access_is_renewed_and_an_empty_token_replaces_nothing(
    office: Instagram, network: InstagramStandIn
) -> None:
    given = office.renew()
    assert set(given.credentials) == {"account", "page", "token", "user_token"}
    assert given.expires is not None
    assert given.expires > datetime.now(UTC) + timedelta(days=59)
    network.arm("empty token")()
    with pytest.raises(Unavailable):
        office.renew()


def test_a_pasted_token_cannot_be_renewed(network: InstagramStandIn) -> None:
    with pytest.raises(SignedOut):
        app(network, account=IG, page=PAGE, token=PAGE_TOKEN).renew()


def test_what_is_missing_is_named(office: Instagram, network: InstagramStandIn) -> None:
    assert [missing.what[:24] for missing in office.missing()] == ["The page does not tell u"]
    office.set_hook("https://sinergi.example/kait/instagram")
    assert office.missing() == []
    assert network.hook is not None
    assert network.hook["object"] == "instagram"


def test_figures_fit_what_the_post_is(office: Instagram, network: InstagramStandIn) -> None:
    post, story = network.post("Jadwal").id, network.post("", product="STORY").id
    told = {sample.metric: sample.value for sample in office.measure([post])}
    assert told == {"likes": 12, "replies": 1, "views": 45, "reach": 45, "saves": 45, "shares": 45}
    of_story = {sample.metric for sample in office.measure([story])}
    assert of_story == {"views", "reach", "replies", "shares"}
    account = {s.metric: (s.remote_id, s.value) for s in office.measure_account()}
    assert account == {"followers": ("", 903), "reach": ("", 88), "views": ("", 88)}
    assert {*told, *account} == {metric.name for metric in office.about.metrics}


def test_figures_of_too_few_people_are_absent(office: Instagram, network: InstagramStandIn) -> None:
    post = network.post("Baru").id
    network.arm("too few people")()
    assert {sample.metric for sample in office.measure([post])} == {"likes", "replies"}


@pytest.mark.parametrize(
    "address",
    [
        "https://www.instagram.com/p/C880001/",
        "https://instagram.com/reel/C880001",
        "https://www.instagram.com/kec.cibinong/p/C880001/?igsh=x",
    ],
)
def test_addresses_of_posts_are_known(address: str) -> None:
    found = re.fullmatch(Instagram.about.link, address)
    assert found is not None
    assert found["id"] == "C880001"
