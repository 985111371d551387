"""Connecting an account, keeping its access, and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Access
from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests.house import prepare, publish
from sinergi.connectors.tiktok.tests.standin import StandIn
from sinergi.connectors.tiktok.tests.tokens import APP, OPEN_ID

BACK = "https://sinergi.bogorkab.example/kembali"
VERIFIER = "v" * 64


@pytest.fixture
def stranger(network: StandIn) -> Iterator[TikTok]:
    with httpx.Client(transport=network.transport()) as client:
        yield TikTok(APP, client)


def sign_in(stranger: TikTok, network: StandIn, verifier: str = VERIFIER) -> Access:
    step = stranger.begin(redirect=BACK, state="s", verifier=VERIFIER)
    code = network.tokens.approve(step.url)
    return stranger.finish(code=code, redirect=BACK, verifier=verifier, remembered=step.remember)


def again(network: StandIn, given: Access) -> TikTok:
    credentials = {**APP, **given.credentials}
    return TikTok(credentials, httpx.Client(transport=network.transport()))


def test_a_sign_in_brings_access_for_two_hours_and_nothing_of_the_app(
    stranger: TikTok, network: StandIn
) -> None:
    given = sign_in(stranger, network)
    assert set(given.credentials) == {"token", "refresh_token", "open_id", "scope"}
    assert given.expires is not None
    left = given.expires - datetime.now(UTC)
    assert timedelta(minutes=119) < left <= timedelta(hours=2)
    me = again(network, given).identify()
    assert (me.handle, me.name, me.remote_id) == ("@kec.cibinong", "Kecamatan Cibinong", OPEN_ID)
    assert set(me.scopes) == set(TikTok.about.needs)


def test_the_verifier_must_be_the_one_of_the_beginning(stranger: TikTok, network: StandIn) -> None:
    with pytest.raises(Refused, match="Code verifier"):
        sign_in(stranger, network, verifier="w" * 64)


def test_without_the_apps_key_nobody_is_sent_anywhere() -> None:
    with httpx.Client() as client, pytest.raises(Refused, match="The operator has not entered"):
        TikTok({}, client).begin(redirect=BACK, state="s", verifier=VERIFIER)


def test_renewing_hands_out_a_new_right_and_ends_the_old(office: TikTok, network: StandIn) -> None:
    renewed = office.renew()
    assert renewed.credentials["refresh_token"] == network.tokens.refresh == "rft.hak-1"
    with pytest.raises(SignedOut):
        office.renew()
    assert again(network, renewed).renew().credentials["refresh_token"] == "rft.hak-2"


def test_an_empty_right_to_renew_never_replaces_a_good_one(
    office: TikTok, network: StandIn
) -> None:
    network.tokens.forgetful = True
    renewed = office.renew()
    assert renewed.credentials["refresh_token"] == "rft.hak-0"
    assert again(network, renewed).renew().credentials["token"] == network.tokens.access


def test_without_a_right_to_renew_a_person_must_sign_in(network: StandIn) -> None:
    with httpx.Client() as client, pytest.raises(SignedOut):
        TikTok({**network.credentials, "refresh_token": ""}, client).renew()


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"access_token": "", "expires_in": 7200}'])
def test_a_renewal_that_cannot_be_read_is_tried_again(
    body: str, office: TikTok, wire: Wire
) -> None:
    wire.fault = faults.says(200, body)
    with pytest.raises(Unavailable):
        office.renew()


def test_a_refusal_with_success_for_a_status_is_a_refusal(office: TikTok, wire: Wire) -> None:
    wire.fault = faults.says(200, '{"error": "invalid_grant", "error_description": "expired"}')
    with pytest.raises(SignedOut):
        office.renew()


# -- figures -------------------------------------------------------------------------------------


def test_figures_are_told_under_the_name_a_post_went_out_with(
    office: TikTok, network: StandIn
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)
    ours = publish(office, draft, kept).remote_id
    assert list(office.measure([ours])) == []  # not looked at yet: no figures, not zeros
    network.moderate()
    told = {(s.remote_id, s.metric, s.value) for s in office.measure([ours, "7000", "gone"])}
    assert (ours, "views", 90) in told
    assert {metric for _, metric, _ in told} == {"views", "likes", "comments", "shares"}


def test_more_posts_than_one_question_takes_are_measured(office: TikTok, network: StandIn) -> None:
    for number in range(23):
        draft, kept = network.draft(f"Kiriman {number}"), dict[str, str]()
        prepare(office, draft, kept)
        publish(office, draft, kept)
    network.moderate()
    posts = [str(number) for number in range(7000, 7023)]
    assert {sample.remote_id for sample in office.measure(posts)} == set(posts)


def test_the_account_has_figures(office: TikTok) -> None:
    told = {sample.metric: sample.value for sample in office.measure_account()}
    assert told == {"followers": 1200, "account_likes": 340, "posts": 0}
    assert set(told) < {metric.name for metric in TikTok.about.metrics}
