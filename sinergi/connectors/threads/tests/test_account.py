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
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.tests.boxes import ME
from sinergi.connectors.threads.tests.house import deliver
from sinergi.connectors.threads.tests.standin import APP, StandIn
from sinergi.connectors.threads.words import length

BACK = "https://sinergi.bogorkab.example/kembali"


@pytest.fixture
def stranger(network: StandIn) -> Iterator[Threads]:
    with httpx.Client(transport=network.transport()) as client:
        yield Threads(APP, client)


def sign_in(stranger: Threads, network: StandIn) -> Access:
    step = stranger.begin(redirect=BACK, state="s", verifier="v" * 64)
    code = network.approve(step.url)
    return stranger.finish(code=code, redirect=BACK, verifier="v" * 64, remembered=step.remember)


def test_a_sign_in_brings_access_for_sixty_days_and_nothing_of_the_app(
    stranger: Threads, network: StandIn
) -> None:
    given = sign_in(stranger, network)
    assert given.credentials == {"token": "TH-akses-1", "user_id": ME["id"]}
    assert given.expires is not None
    left = given.expires - datetime.now(UTC)
    assert timedelta(days=59) < left <= timedelta(days=60)
    again = Threads({**APP, **given.credentials}, stranger.http)
    me = again.identify()
    assert (me.handle, me.name, me.remote_id) == ("@kec.cibinong", "Kecamatan Cibinong", ME["id"])


def test_a_code_works_once(stranger: Threads, network: StandIn) -> None:
    sign_in(stranger, network)
    with pytest.raises(Refused, match="Invalid verification code"):
        stranger.finish(code="kode-0", redirect=BACK, verifier="v" * 64, remembered={})


def test_without_the_apps_id_nobody_is_sent_anywhere() -> None:
    with httpx.Client() as client, pytest.raises(Refused, match="not registered yet"):
        Threads({}, client).begin(redirect=BACK, state="s", verifier="v" * 64)


def test_renewing_brings_sixty_days_more(office: Threads, network: StandIn) -> None:
    renewed = office.renew()
    assert renewed.credentials == {"token": network.token, "user_id": ME["id"]}
    assert renewed.expires is not None
    assert renewed.expires - datetime.now(UTC) > timedelta(days=59)
    with pytest.raises(SignedOut):
        office.renew()  # the old one has ended


@pytest.mark.parametrize("body", ["", "{}", '{"access_token": "", "expires_in": 5184000}'])
def test_a_renewal_without_a_token_never_replaces_a_good_one(
    body: str, office: Threads, wire: Wire
) -> None:
    wire.fault = faults.says(200, body)
    with pytest.raises(Unavailable):
        office.renew()


def test_without_a_token_a_person_must_sign_in() -> None:
    with httpx.Client() as client, pytest.raises(SignedOut):
        Threads({**APP, "token": ""}, client).renew()


def test_a_permission_that_was_not_given_is_named(office: Threads, network: StandIn) -> None:
    assert list(office.missing()) == []
    network.scopes.remove("threads_delete")
    assert [dict(missing.facts) for missing in office.missing()] == [
        {"permission": "threads_delete"}
    ]


def test_posts_and_the_account_have_figures(office: Threads, network: StandIn) -> None:
    ours = deliver(office, network.draft("Layanan"), {}).remote_id
    told = {(s.metric, s.value) for s in office.measure([ours, "17999999999999999"])}
    assert told == {
        (name, 7) for name in ("views", "likes", "replies", "reposts", "quotes", "shares")
    }
    account = {sample.metric: sample.value for sample in office.measure_account()}
    assert account["followers"] == 3
    assert account["account_views"] == 42  # of the last day, not of all days together
    assert {*account, *(name for name, _ in told)} <= {m.name for m in Threads.about.metrics}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("Sabtu", 5),
        ("é – “ya”", 8),
        ("العربية", 7),
        ("🙏", 4),
        ("🙏🏽", 8),
        ("👨‍👩‍👧", 18),
        ("☎️", 6),
        ("🇮🇩", 8),
    ],
)
def test_emoji_count_as_many_as_their_bytes(text: str, counted: int) -> None:
    assert length(text) == counted
