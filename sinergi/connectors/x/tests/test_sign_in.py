"""Connecting an account of X, and keeping it connected."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.x import X
from sinergi.connectors.x.tests.archive import ME
from sinergi.connectors.x.tests.keys import APP, REFRESH, TOKEN
from sinergi.connectors.x.tests.standin import StandInX

BACK = "http://127.0.0.1:9/kerja/akun/kembali"


def begun(office: X, network: StandInX) -> str:
    step = office.begin(redirect=BACK, state="s-1", verifier="v" * 64)
    return network.approve(step.url)


def test_the_page_is_asked_with_proof_and_for_lasting_access(office: X) -> None:
    step = office.begin(redirect=BACK, state="s-1", verifier="v" * 64)
    asked = {n: v[0] for n, v in parse_qs(urlsplit(step.url).query).items()}
    assert step.url.startswith("https://x.com/i/oauth2/authorize?")
    assert (asked["state"], asked["code_challenge_method"]) == ("s-1", "S256")
    assert "offline.access" in asked["scope"].split()


def test_access_holds_what_belongs_to_the_account_and_ends_in_two_hours(
    office: X, network: StandInX
) -> None:
    code = begun(office, network)
    access = office.finish(code=code, redirect=BACK, verifier="v" * 64, remembered={})
    assert set(access.credentials) == {"token", "refresh_token", "scope", "account"}
    assert access.credentials["account"] == ME["id"]
    assert access.expires is not None
    assert access.expires - datetime.now(UTC) < timedelta(hours=2, seconds=1)
    with httpx.Client(transport=network.transport()) as client:
        identity = X({**APP, **access.credentials}, client).identify()
    assert (identity.handle, identity.remote_id) == ("@kec_cibinong", ME["id"])
    assert "dm.write" in identity.scopes


def test_the_verifier_must_be_the_one_of_the_beginning(office: X, network: StandInX) -> None:
    code = begun(office, network)
    with pytest.raises(Refused):
        office.finish(code=code, redirect=BACK, verifier="w" * 64, remembered={})


def test_a_wrong_secret_of_the_app_is_not_the_accounts_fault(network: StandInX) -> None:
    with httpx.Client(transport=network.transport()) as client:
        office = X({**network.credentials, "app_secret": "salah"}, client)
        with pytest.raises(Refused) as refused:
            office.renew()
    assert "app's ID and secret" in str(refused.value)


def test_a_renewal_brings_a_new_refresh_token_and_the_old_one_is_spent(
    office: X, network: StandInX
) -> None:
    first = office.renew()
    assert first.credentials["refresh_token"] != REFRESH
    with pytest.raises(SignedOut):
        office.renew()
    with httpx.Client(transport=network.transport()) as client:
        again = X({**APP, **first.credentials}, client)
        assert again.renew().credentials["refresh_token"] not in {
            REFRESH,
            first.credentials["refresh_token"],
        }
        assert X({**APP, **first.credentials}, client).identify()


def test_an_empty_refresh_token_never_takes_the_place_of_one(office: X, network: StandInX) -> None:
    network.troubles["no refresh token"]()
    assert office.renew().credentials["refresh_token"] == REFRESH


def test_without_lasting_access_a_person_connects_again(network: StandInX) -> None:
    with httpx.Client(transport=network.transport()) as client:
        office = X({**APP, "token": TOKEN}, client)
        with pytest.raises(SignedOut):
            office.renew()
        assert any("two hours" in m.what for m in office.missing())


@pytest.mark.parametrize("fault", [faults.unreachable, faults.silent, faults.says(503)])
def test_a_renewal_that_did_not_come_through_is_no_goodbye(
    network: StandInX, fault: faults.Fault
) -> None:
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        wire.fault = fault
        with pytest.raises(Unavailable):
            X(network.credentials, client).renew()
        wire.fault = None
        assert X(network.credentials, client).renew()


@pytest.mark.parametrize(
    ("address", "handle", "number"),
    [
        ("https://x.com/kec_cibinong/status/2080761390344937796", "kec_cibinong", 796),
        ("https://twitter.com/kec_cibinong/status/2080761390344937796?s=20", "kec_cibinong", 796),
        ("https://x.com/i/status/2080761390344937796", None, 796),
        ("https://mobile.x.com/i/web/status/2080761390344937796", None, 796),
        ("https://x.com/ika/status/2080761390344937796/photo/1", "ika", 796),
    ],
)
def test_a_link_of_a_post_tells_its_id_and_account(
    address: str, handle: str | None, number: int
) -> None:
    found = re.fullmatch(X.about.link, address)
    assert found is not None
    assert found["id"].endswith(str(number))
    assert found["handle"] == handle


@pytest.mark.parametrize("address", ["https://x.com/kec_cibinong", "https://ex.com/a/status/1"])
def test_other_links_are_no_posts(address: str) -> None:
    assert re.fullmatch(X.about.link, address) is None
