"""Whatever breaks while something goes out on Instagram: one public post, and the right error."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire
from sinergi.connectors.exam.candidate import NOTHING
from sinergi.connectors.graph.tests.house import House
from sinergi.connectors.instagram import Instagram
from sinergi.connectors.instagram.tests.standin import Form, InstagramStandIn, film, photo

FORMS: tuple[Form, ...] = ("image", "carousel", "reel", "story")
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
    "container expired": [],
    "fetched late": [],
    "published twice": ["Unconfirmed"],
    "blocked but live": ["Unconfirmed"],
    "rate limit as 400": ["Unavailable"],
    "not ready after all": ["Unavailable"],
}


def house(network: InstagramStandIn, draft: Draft | None = None) -> House:
    draft = draft or network.draft(WORDS)
    return House(Instagram, network.credentials, network.transport(), draft)


def out(network: InstagramStandIn) -> list[str]:
    """Return what the public sees; a story shows no text."""
    return ["" for _ in network.public()] if network.form == "story" else [*network.public()]


def once(network: InstagramStandIn) -> list[str]:
    return [""] if network.form == "story" else [WORDS]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_post_is_public_once_whatever_breaks(form: Form, fault: str) -> None:
    network = InstagramStandIn(form)
    going = house(network)
    going.fault, expected = FAULTS[fault]
    assert going.deliver() is not None
    assert out(network) == once(network)
    assert going.names() == [expected]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_post_is_public_once_whatever_instagram_does(form: Form, trouble: str) -> None:
    network = InstagramStandIn(form)
    network.troubles[trouble]()
    going = house(network)
    assert going.deliver() is not None
    assert out(network) == once(network)
    assert going.names() == TROUBLES[trouble]
    assert network.armed == []


def test_a_container_that_expired_before_its_hour_is_made_anew_with_new_addresses() -> None:
    network = InstagramStandIn("carousel")
    going = house(network)
    network.troubles["container slow"]()
    first = house(network)
    assert first.deliver() is not None
    going.kept = {}
    going.network(None).prepare(going.draft, key="k", progress={}, keep=going.kept.__setitem__)
    kept = dict(going.kept)
    network.troubles["container expired"]()
    with pytest.raises(Unavailable) as expired:
        going.network(None).publish(going.draft, key="k", progress=kept)
    assert expired.value.retry_after == timedelta(0)
    fetched = len(network.fetched)
    assert going.deliver() is not None
    assert len(network.fetched) == fetched + 2
    assert not {going.kept["child0"], going.kept["child1"]} & {kept["child0"], kept["child1"]}


def test_a_second_publication_of_a_container_gives_the_first_post_back() -> None:
    network = InstagramStandIn()
    going = house(network)
    published = going.deliver()
    again = going.network(None).publish(going.draft, key="key", progress=going.kept)
    assert again == published
    assert len([a for a in network.seen if a.path[-1] == "media_publish"]) == 1


def test_the_same_words_posted_before_or_by_others_are_not_taken_for_ours() -> None:
    network = InstagramStandIn()
    network.post(WORDS, at=datetime.now(UTC) - timedelta(days=1))
    network.post(WORDS, kind="VIDEO", product="REELS")
    theirs = network.post(WORDS)
    going = house(network)
    going.fault = wire.lost
    published = going.deliver()
    assert published is not None
    # Somebody published the same picture's words in the app, seconds ago: the oldest that fits is
    # taken, unless the house knows whose it is.
    assert published.remote_id == theirs.id
    known = frozenset({theirs.id})
    found = going.network(None).find(
        going.draft, key="key", progress=going.kept, since=going.since, known=known
    )
    assert found is not None
    assert found.remote_id not in known


def test_a_post_that_is_out_and_not_listed_yet_is_a_doubt_and_never_a_second_one() -> None:
    network = InstagramStandIn()
    going = house(network)
    assert going.deliver() is not None
    hidden = network.account.edges["media"]
    network.account.edges["media"] = []
    with pytest.raises(Unconfirmed):
        going.network(None).publish(going.draft, key="key", progress=going.kept)
    network.account.edges["media"] = hidden
    assert going.look() is not None
    assert out(network) == [WORDS]


def test_a_token_that_was_revoked_in_the_middle_publishes_nothing_until_reconnected() -> None:
    network = InstagramStandIn()
    network.troubles["token revoked"]()
    going = house(network)
    with pytest.raises(SignedOut):
        going.deliver()
    assert out(network) == []
    assert going.deliver() is not None
    assert out(network) == [WORDS]


def test_the_wait_of_a_limit_is_the_one_the_network_names() -> None:
    network = InstagramStandIn()
    network.troubles["rate limit as 400"]()
    going = house(network)
    going.deliver()
    assert isinstance(going.errors[0], Unavailable)
    assert going.errors[0].retry_after == timedelta(minutes=7)


def test_the_days_limit_is_asked_of_the_network_and_waited_for_before_anything_is_made() -> None:
    network = InstagramStandIn()
    network.quota = network.most = 25
    going = house(network)
    with pytest.raises(Unavailable) as full:
        going.network(None).prepare(going.draft, key="k", progress={}, keep=going.kept.__setitem__)
    assert str(full.value) == "Instagram takes 25 posts in 24 hours; 25 were sent."
    assert full.value.retry_after == timedelta(hours=1)
    assert [asked.method for asked in network.seen] == ["GET"]


def test_a_file_instagram_cannot_use_is_refused_with_its_reason() -> None:
    network = InstagramStandIn("reel")
    network.troubles["container slow"]()
    going = house(network)
    with pytest.raises(Unavailable):
        going.network(None).prepare(going.draft, key="k", progress={}, keep=going.kept.__setitem__)
    words = "Error: Media upload has failed with error code 2207026"
    network.things[going.kept["container"]].told |= {"status_code": "ERROR", "status": words}
    with pytest.raises(Refused) as refused:
        going.deliver()
    assert "2207026" in str(refused.value)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (Draft("x"), "needs a picture"),
        (Draft("x", media=(photo(),), options={"format": "reel"}), "one video"),
        (Draft("x", media=(photo(), film()), options={"format": "story"}), "one picture"),
        (Draft("x", media=(photo(),) * 11), "at most 10"),
        (Draft("x", media=(replace(photo(), link=None),)), "the public reaches"),
    ],
)
def test_what_instagram_does_not_take_is_refused_and_nothing_is_made(
    draft: Draft, reason: str
) -> None:
    network = InstagramStandIn()
    with pytest.raises(Refused) as refused:
        house(network, draft).deliver()
    assert reason in str(refused.value)
    assert all(asked.method == "GET" for asked in network.seen)


def test_descriptions_go_with_pictures_and_a_video_alone_is_a_reel() -> None:
    network = InstagramStandIn()
    house(network, Draft("Satu", media=(photo("Loket"),))).deliver()
    house(network, Draft("Dua", media=(film(),))).deliver()
    made = [asked.params for asked in network.seen if asked.path[-1] == "media" and asked.body]
    assert made[0]["alt_text"] == "Loket"
    assert (made[1]["media_type"], made[1]["share_to_feed"]) == ("REELS", "true")


def test_a_post_is_looked_for_only_since_it_was_sent() -> None:
    network = InstagramStandIn()
    going = house(network)
    assert going.deliver() is not None
    later = datetime.now(UTC) + timedelta(hours=1)
    found = going.network(None).find(
        going.draft, key="key", progress=going.kept, since=later, known=NOTHING
    )
    assert found is None
