"""Whatever breaks while something goes out on Facebook: one public post, and the right error."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.connectors.exam import wire
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, film, photo
from sinergi.connectors.graph.tests.house import House

Form = Literal["post", "video", "reel"]
FORMS: tuple[Form, ...] = ("post", "video", "reel")
WORDS = "Loket KTP buka hari Sabtu."

#: What happens to the one visible request, and what the house hears of it.
FAULTS = {
    "cut before": (wire.unreachable, "Unavailable"),
    "no answer, nothing done": (wire.silent, "Unconfirmed"),
    "cut after acceptance": (wire.lost, "Unconfirmed"),
    "cut in the answer": (wire.cut_answering, "Unconfirmed"),
    "500 but published": (wire.broken_after, "Unconfirmed"),
    "429": (wire.says(429, Retry_After="5"), "Unavailable"),
}

#: What a trouble of this network becomes before the post is out after all.
TROUBLES: dict[str, list[str]] = {
    "container slow": [],
    "container expired": ["Unavailable"],
    "chunk lost": [],
    "duplicate refused": [],
    "published twice": ["Unconfirmed"],
    "rate limit as 400": ["Unavailable"],
}


def house(network: FacebookStandIn, draft: Draft | None = None) -> House:
    draft = draft or network.draft(WORDS)
    return House(FacebookStandIn.connector, network.credentials, network.transport(), draft)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_post_is_public_once_whatever_breaks(form: Form, fault: str) -> None:
    network = FacebookStandIn(form)
    going = house(network)
    going.fault, expected = FAULTS[fault]
    published = going.deliver()
    assert published is not None
    assert list(network.public()) == [WORDS]
    assert going.names() == [expected]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_post_is_public_once_whatever_facebook_does(form: Form, trouble: str) -> None:
    network = FacebookStandIn(form)
    if trouble not in network.troubles:
        return
    network.troubles[trouble]()
    going = house(network)
    assert going.deliver() is not None
    assert list(network.public()) == [WORDS]
    assert going.names() == TROUBLES[trouble]
    assert trouble not in network.armed


@pytest.mark.parametrize("form", FORMS)
def test_a_token_that_was_revoked_in_the_middle_publishes_nothing_until_reconnected(
    form: Form,
) -> None:
    network = FacebookStandIn(form)
    network.troubles["token revoked"]()
    going = house(network)
    with pytest.raises(SignedOut):
        going.deliver()
    assert list(network.public()) == []
    assert going.deliver() is not None
    assert list(network.public()) == [WORDS]


def test_the_wait_of_a_limit_is_the_one_the_network_names() -> None:
    network = FacebookStandIn()
    network.troubles["rate limit as 400"]()
    going = house(network)
    going.deliver()
    assert isinstance(going.errors[0], Unavailable)
    assert going.errors[0].retry_after == timedelta(minutes=7)


@pytest.mark.parametrize("form", FORMS)
def test_what_expired_between_its_preparation_and_its_hour_is_prepared_anew(form: Form) -> None:
    network = FacebookStandIn(form)
    going = house(network)
    assert going.deliver() is not None
    again = house(network, network.draft("Yang kedua."))
    again.kept = dict(going.kept)
    network.troubles["container expired"]()
    with pytest.raises(Unavailable) as expired:
        again.network(None).publish(again.draft, key="key", progress=again.kept)
    assert expired.value.retry_after == timedelta(0)


def test_a_lost_piece_is_sent_again_from_where_the_network_is() -> None:
    network = FacebookStandIn("reel")
    network.troubles["chunk lost"]()
    house(network).deliver()
    offsets = [a.headers["offset"] for a in network.seen if a.host == "rupload.facebook.com"]
    assert offsets == ["0", "20"]


@pytest.mark.parametrize("told", [{"start_offset": "0", "end_offset": "16"}, {"start_offset": "x"}])
def test_an_upload_that_gets_nowhere_ends_and_begins_anew(told: dict[str, str]) -> None:
    network = FacebookStandIn("video")
    going = house(network)

    def stuck(request: httpx.Request, forward: wire.Forward) -> httpx.Response:
        answer = forward(request)
        return httpx.Response(200, json=told) if b"transfer" in request.content else answer

    kept: dict[str, str] = {}
    with pytest.raises(Unavailable):
        going.network(stuck).prepare(going.draft, key="k", progress={}, keep=kept.__setitem__)
    assert going.deliver() is not None
    assert list(network.public()) == [WORDS]


def test_a_video_facebook_cannot_use_is_refused_with_its_reason() -> None:
    network = FacebookStandIn("video")
    network.troubles["container slow"]()
    going = house(network)
    with pytest.raises(Unavailable):
        going.network(None).prepare(
            going.draft, key="key", progress={}, keep=going.kept.__setitem__
        )
    network.films[0].told["broken"] = True
    with pytest.raises(Refused) as refused:
        going.network(None).prepare(
            going.draft, key="key", progress=dict(going.kept), keep=going.kept.__setitem__
        )
    assert "codec is not supported" in str(refused.value)
    assert not any(going.kept.get(name) for name in ("video", "session", "ready"))


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (Draft("x", media=(film(), photo())), "not both"),
        (Draft("x", media=(photo(),), options={"format": "reel"}), "one video"),
        (Draft("x", media=(film(100),), options={"format": "reel"}), "3 to 90 seconds"),
    ],
)
def test_what_facebook_does_not_take_is_refused_before_anything_is_sent(
    draft: Draft, reason: str
) -> None:
    network = FacebookStandIn()
    with pytest.raises(Refused) as refused:
        house(network, draft).deliver()
    assert reason in str(refused.value)
    assert network.seen == []


def test_a_link_becomes_a_card_and_photos_keep_their_order_and_description() -> None:
    network = FacebookStandIn()
    house(network, Draft("Baca", options={"link": "https://bogorkab.example/ktp"})).deliver()
    posts = [asked for asked in network.seen if asked.path[-1] == "feed"]
    assert posts[0].params["link"] == "https://bogorkab.example/ktp"
    going = house(network, Draft("Foto", media=(photo("satu"), photo("dua"))))
    going.deliver()
    told = [a.params["alt_text_custom"] for a in network.seen if a.path[-1] == "photos"]
    assert told == ["satu", "dua"]
    assert network.seen[-2].path == (going.kept["post"],)
