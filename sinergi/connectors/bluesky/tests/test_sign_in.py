"""Signing in on the account's own server, and what may go wrong with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.signing import LOCAL, NAMED, sign_in
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn
from sinergi.connectors.bluesky.tests.store import OFFICE, WARGA
from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut
from sinergi.connectors.exam.candidate import media


def test_an_office_signs_in_on_its_servers_page_and_posts(standin: BlueskyStandIn) -> None:
    access = sign_in(standin)
    office = standin.office(access.credentials)
    kept: dict[str, str] = {}
    draft = Draft("Lewat halaman server", [media()])
    office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    office.publish(draft, key="k", progress=kept)
    assert standin.public() == ["Lewat halaman server"]
    assert access.expires is not None
    assert not any(name.startswith("app_") for name in access.credentials)


def test_a_sign_in_of_an_app_that_proves_nothing_ends_after_two_weeks(
    standin: BlueskyStandIn,
) -> None:
    access = sign_in(standin)
    assert access.sign_in_ends is not None
    assert timedelta(days=13) < access.sign_in_ends - datetime.now(UTC) <= timedelta(days=14)
    fresh = standin.office(access.credentials).renew()
    assert fresh.sign_in_ends == access.sign_in_ends


def test_a_refresh_token_used_twice_ends_the_access_and_a_person_is_asked(
    standin: BlueskyStandIn,
) -> None:
    old = sign_in(standin).credentials
    fresh = standin.office(old).renew().credentials
    assert {n for n in old if old[n] != fresh[n]} == {"access", "refresh"}
    assert standin.office(fresh).identify().remote_id == OFFICE
    for credentials in (old, fresh):
        with pytest.raises(SignedOut):
            standin.office(credentials).renew()
    with pytest.raises(SignedOut):
        standin.office(fresh).identify()


def test_a_token_answer_without_a_refresh_token_keeps_the_old_one(
    standin: BlueskyStandIn, network: Network
) -> None:
    old = sign_in(standin).credentials

    def emptied(request: httpx.Request) -> httpx.Response:
        answer = network.answer(request)
        if request.url.path != "/oauth/token" or answer.status_code != 200:
            return answer
        return httpx.Response(200, json={**json.loads(answer.content), "refresh_token": ""})

    http = httpx.Client(transport=httpx.MockTransport(emptied))
    assert Bluesky(old, http).renew().credentials["refresh"] == old["refresh"]


@pytest.mark.parametrize(
    "change",
    [
        {"sub": WARGA},
        {"token_type": "Bearer"},
        {"access_token": ""},
        {"expires_in": "besok"},
        {"sub": None},
    ],
)
def test_a_renewal_that_is_not_ours_is_not_kept(
    standin: BlueskyStandIn, network: Network, change: dict[str, object]
) -> None:
    old = sign_in(standin).credentials

    def changed(request: httpx.Request) -> httpx.Response:
        answer = network.answer(request)
        if request.url.path != "/oauth/token" or answer.status_code != 200:
            return answer
        return httpx.Response(200, json={**json.loads(answer.content), **change})

    with pytest.raises(ConnectorError):
        Bluesky(old, httpx.Client(transport=httpx.MockTransport(changed))).renew()


def test_a_server_that_claims_an_account_of_another_is_not_believed(
    standin: BlueskyStandIn, network: Network
) -> None:
    service = {"id": "#atproto_pds", "serviceEndpoint": "https://lain.example"}
    elsewhere = httpx.Response(200, json={"id": OFFICE, "service": [service]})
    network.pages[f"https://plc.directory/{OFFICE}"] = elsewhere
    for path, told in (
        ("oauth-protected-resource", {"authorization_servers": ["https://lain.example"]}),
        (
            "oauth-authorization-server",
            {
                "issuer": "https://lain.example",
                "pushed_authorization_request_endpoint": "https://lain.example/par",
                "authorization_endpoint": "https://lain.example/page",
                "token_endpoint": "https://lain.example/token",
            },
        ),
    ):
        url = f"https://lain.example/.well-known/{path}"
        network.pages[url] = httpx.Response(200, json=told)
    with pytest.raises(Refused, match="does not belong"):
        sign_in(standin)


def test_a_code_that_is_used_or_wrong_is_refused_and_says_so(standin: BlueskyStandIn) -> None:
    before = standin.office(NAMED)
    step = before.begin(redirect=LOCAL, state="s", verifier="v" * 64)
    with pytest.raises(Refused, match="Start again"):
        before.finish(code="tebakan", redirect=LOCAL, verifier="v" * 64, remembered=step.remember)


def test_less_than_was_asked_for_is_not_enough(standin: BlueskyStandIn, network: Network) -> None:
    def less(request: httpx.Request) -> httpx.Response:
        answer = network.answer(request)
        if request.url.path != "/oauth/token" or answer.status_code != 200:
            return answer
        return httpx.Response(200, json={**json.loads(answer.content), "scope": "atproto"})

    before = Bluesky(NAMED, httpx.Client(transport=httpx.MockTransport(less)))
    step = before.begin(redirect=LOCAL, state="s", verifier="v" * 64)
    code = standin.approve(step.url)
    with pytest.raises(Refused, match="does not allow to post"):
        before.finish(code=code, redirect=LOCAL, verifier="v" * 64, remembered=step.remember)


def test_a_key_that_was_damaged_asks_a_person(standin: BlueskyStandIn) -> None:
    access = sign_in(standin).credentials
    with pytest.raises(SignedOut):
        standin.office({**access, "dpop": "rusak"}).identify()


def test_accounts_of_a_web_address_are_looked_up_there(
    standin: BlueskyStandIn, network: Network
) -> None:
    account = "did:web:camat.example"
    document = {**network.document(OFFICE), "id": account}
    network.pages["https://camat.example/.well-known/did.json"] = httpx.Response(200, json=document)
    before = standin.office(NAMED)
    step = before.begin(redirect=LOCAL, state="s", verifier="v" * 64)
    code = network.gate.approve(step.url, account)
    given = before.finish(code=code, redirect=LOCAL, verifier="v" * 64, remembered=step.remember)
    assert given.credentials["identifier"] == account
