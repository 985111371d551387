"""App passwords: sessions are opened, renewed, and end."""

from __future__ import annotations

import json

import httpx
import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.asked import Told
from sinergi.connectors.bluesky.tests.gate import HOME
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.signing import NAMED
from sinergi.connectors.bluesky.tests.standin import TYPED, BlueskyStandIn
from sinergi.connectors.bluesky.tests.store import OFFICE
from sinergi.connectors.errors import Refused, SignedOut, Unavailable


def test_an_app_password_opens_a_session_that_is_kept(standin: BlueskyStandIn) -> None:
    access = standin.office(TYPED).renew()
    assert access.expires is not None
    given = access.credentials
    assert (given["server"], given["identifier"]) == (HOME, OFFICE)
    me = standin.office(given).identify()
    assert (me.handle, me.remote_id) == ("@cibinong.bsky.social", OFFICE)


def test_before_a_session_is_kept_one_is_opened_for_the_moment(
    standin: BlueskyStandIn, network: Network
) -> None:
    office = standin.office({**TYPED, "identifier": "@cibinong.bsky.social"})
    office.identify()
    office.listen(None)
    assert sum(asked.method.endswith("createSession") for asked in network.asked) == 2


def test_a_session_is_renewed_and_no_part_of_it_is_lost(standin: BlueskyStandIn) -> None:
    fresh = standin.office().renew().credentials
    assert fresh.keys() == standin.credentials.keys()
    assert fresh["refresh"] != standin.credentials["refresh"]
    assert standin.office(fresh).identify().remote_id == OFFICE


def test_where_a_session_has_ended_the_app_password_opens_a_new_one(
    standin: BlueskyStandIn, network: Network
) -> None:
    network.refreshes.clear()
    assert standin.office().renew().credentials["access"] in network.sessions


def test_an_app_password_taken_away_signs_out(standin: BlueskyStandIn, network: Network) -> None:
    network.refreshes.clear()
    with pytest.raises(SignedOut):
        standin.office({**standin.credentials, "password": "dicabut"}).renew()
    with pytest.raises(SignedOut):
        standin.office({**NAMED}).identify()


def test_an_empty_refresh_token_does_not_replace_the_old_one(standin: BlueskyStandIn) -> None:
    def emptied(request: httpx.Request) -> httpx.Response:
        answer = standin.network.answer(request)
        if "Session" not in request.url.path:
            return answer
        return httpx.Response(200, json={**json.loads(answer.content), "refreshJwt": ""})

    http = httpx.Client(transport=httpx.MockTransport(emptied))
    fresh = Bluesky(standin.credentials, http).renew().credentials
    assert fresh["refresh"] == standin.credentials["refresh"]


def test_a_renewal_nobody_answers_did_nothing(standin: BlueskyStandIn) -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("", request=request)

    with pytest.raises(Unavailable):
        Bluesky(standin.credentials, httpx.Client(transport=httpx.MockTransport(silent))).renew()


@pytest.mark.parametrize("told", [{}, {"accessJwt": "a.b.c", "did": OFFICE}, [], None])
def test_a_session_that_cannot_be_read_is_none(standin: BlueskyStandIn, told: object) -> None:
    answer = httpx.MockTransport(lambda _: httpx.Response(200, json=told))
    with pytest.raises(Unavailable):
        Bluesky(TYPED, httpx.Client(transport=answer)).renew()


def test_a_main_password_with_a_second_factor_is_explained(
    standin: BlueskyStandIn, network: Network
) -> None:
    def asked() -> None:
        raise Told(401, "AuthFactorTokenRequired", "A sign in code has been sent")

    network.next_trouble.append(("createSession", asked))
    with pytest.raises(Refused, match="app password"):
        standin.office(TYPED).renew()


def test_what_an_account_lacks_is_said(standin: BlueskyStandIn, network: Network) -> None:
    assert standin.office().missing() == []
    shut = {"did": OFFICE, "handle": "a.b", "active": False, "status": "suspended"}
    answer = httpx.MockTransport(
        lambda _: httpx.Response(200, json={**shut, "emailConfirmed": False})
    )
    said = Bluesky(standin.credentials, httpx.Client(transport=answer)).missing()
    assert [m.facts.get("state") for m in said] == ["suspended", None]
    assert all(m.what.format(**m.facts) and m.do for m in said)
