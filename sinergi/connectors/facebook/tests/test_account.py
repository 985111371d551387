"""Connecting a page, keeping its access, what it lacks, and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, client
from sinergi.connectors.graph.tests.world import (
    APP,
    PAGE,
    PAGE_TOKEN,
    SECRET,
    USER_TOKEN,
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


def test_a_person_signs_in_and_chooses_among_their_pages(network: FacebookStandIn) -> None:
    step = app(network).begin(redirect=BACK, state="s", verifier=VERIFIER)
    code = network.approve(step.url)
    given = app(network).finish(
        code=code, redirect=BACK, verifier=VERIFIER, remembered=step.remember
    )
    assert given.credentials == {"user_token": USER_TOKEN}
    assert given.expires is not None
    assert timedelta(days=59) < given.expires - datetime.now(UTC) < timedelta(days=61)
    assert given.sign_in_ends is not None
    assert timedelta(days=59) < given.sign_in_ends - datetime.now(UTC) < timedelta(days=61)
    (offer,) = app(network, **given.credentials).offers()
    assert (offer.label, offer.detail) == ("Kecamatan Cibinong", "@kec.cibinong")
    assert offer.credentials == {"page": PAGE, "token": PAGE_TOKEN, "user_token": USER_TOKEN}
    assert app(network, **offer.credentials).identify().remote_id == PAGE


def test_pages_the_person_may_only_look_at_are_not_offered(network: FacebookStandIn) -> None:
    del network.page.told["access_token"]
    assert app(network, user_token=USER_TOKEN).offers() == []


@pytest.mark.parametrize(
    "change",
    [{"verifier": "w" * 64}, {"code": "never-given"}, {"redirect": "https://other.example"}],
)
def test_a_sign_in_that_is_not_the_one_begun_opens_nothing(
    network: FacebookStandIn, change: dict[str, str]
) -> None:
    step = app(network).begin(redirect=BACK, state="s", verifier=VERIFIER)
    given = {"code": network.approve(step.url), "redirect": BACK, "verifier": VERIFIER, **change}
    with pytest.raises(Refused):
        app(network).finish(**given, remembered={})


def test_without_a_registered_app_a_sign_in_says_so(network: FacebookStandIn) -> None:
    with pytest.raises(Refused) as refused:
        Facebook({}, client(network)).begin(redirect=BACK, state="s", verifier=VERIFIER)
    assert "not registered" in str(refused.value)


def test_a_configuration_of_login_for_business_replaces_the_scopes(
    network: FacebookStandIn,
) -> None:
    step = app(network, app_config_id="4411").begin(redirect=BACK, state="s", verifier=VERIFIER)
    asked = parse_qs(urlsplit(step.url).query)
    assert asked["config_id"] == ["4411"]
    assert "scope" not in asked


# -- renewing ------------------------------------------------------------------------------------


def test_access_is_renewed_and_holds_only_what_is_the_accounts(office: Facebook) -> None:
    given = office.renew()
    assert given.credentials == {"page": PAGE, "token": PAGE_TOKEN, "user_token": USER_TOKEN}
    assert given.expires is not None
    assert given.expires > datetime.now(UTC) + timedelta(days=59)


def test_an_empty_token_replaces_nothing(office: Facebook, network: FacebookStandIn) -> None:
    network.arm("empty token")()
    with pytest.raises(Unavailable):
        office.renew()


@pytest.mark.parametrize("token", ["", "revoked-token"])
def test_what_cannot_be_renewed_is_connected_again(network: FacebookStandIn, token: str) -> None:
    with pytest.raises(SignedOut):
        app(network, page=PAGE, token=PAGE_TOKEN, user_token=token).renew()


# -- what is missing -----------------------------------------------------------------------------


def test_a_complete_account_lacks_nothing(office: Facebook) -> None:
    office.set_hook("https://sinergi.example/kait/facebook")
    assert office.missing() == []


def test_permission_review_and_webhook_are_named_with_what_to_do(
    office: Facebook, network: FacebookStandIn
) -> None:
    network.granted.remove("pages_messaging")
    network.live.remove("pages_manage_posts")
    told = [(m.what.format(**m.facts), bool(m.do)) for m in office.missing()]
    assert told == [
        ("The permission pages_messaging is missing.", True),
        ("Meta has not approved pages_manage_posts for this app.", True),
        (
            "The page does not tell us at once of: feed, mention, messages, message_deliveries.",
            True,
        ),
    ]


def test_without_an_app_it_is_said_that_nothing_can_be_checked(network: FacebookStandIn) -> None:
    (missing,) = Facebook({"page": PAGE, "token": PAGE_TOKEN}, client(network)).missing()
    assert "not registered" in missing.what
