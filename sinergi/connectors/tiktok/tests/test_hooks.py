"""TikTok calls: signed, perhaps twice, in any order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sinergi.connectors.contract import Call, Event, Receipt
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests.house import deliver, prepare, publish
from sinergi.connectors.tiktok.tests.standin import StandIn
from sinergi.connectors.tiktok.tests.tokens import OPEN_ID

GONE = "v_pub_file~v2.1"


def test_a_call_of_tiktoks_is_genuine(office: TikTok, network: StandIn) -> None:
    call = network.call("authorization.removed", {"reason": 1})
    assert office.genuine(call)
    assert office.challenge(call) is None


@pytest.mark.parametrize(
    "header",
    ["", "t=1,s=", "s=0", "t=1633174587,s=18494715036ac4416a1d0a673871a2edbcfc94d94b", "t,s", "💥"],
)
def test_a_forged_call_is_not(header: str, office: TikTok, network: StandIn) -> None:
    call = network.call("authorization.removed", {"reason": 1})
    assert not office.genuine(replace(call, headers={"tiktok-signature": header}))
    assert not office.genuine(replace(call, headers={}))


def test_a_changed_body_or_time_is_noticed(office: TikTok, network: StandIn) -> None:
    call = network.call("post.publish.failed", {"publish_id": GONE, "reason": "internal"})
    assert not office.genuine(replace(call, body=call.body + b" "))
    later = call.headers["tiktok-signature"].replace("t=1", "t=2", 1)
    assert not office.genuine(replace(call, headers={"tiktok-signature": later}))


def test_without_a_secret_nothing_is_genuine(office: TikTok, network: StandIn) -> None:
    call = network.call("authorization.removed", {"reason": 1})
    bare = TikTok({"app_id": "awsinergi7"}, office.http)
    assert not bare.genuine(call)


def test_a_post_that_became_public_is_told_with_its_address(
    office: TikTok, network: StandIn
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)
    ours = publish(office, draft, kept).remote_id
    network.moderate()
    heard = [event for call in network.told for event in office.events(call.body)]
    link = "https://www.tiktok.com/player/v1/7000"
    assert heard == [
        Event(OPEN_ID, receipts=(Receipt(ours, "sent"),)),
        Event(OPEN_ID, receipts=(Receipt(ours, "sent", url=link),)),
    ]


def test_a_call_that_comes_twice_says_the_same(office: TikTok, network: StandIn) -> None:
    call = network.call("post.publish.complete", {"publish_id": GONE})
    assert office.events(call.body) == office.events(call.body)


def test_a_post_that_failed_is_told_in_words(office: TikTok, network: StandIn) -> None:
    told = {"publish_id": GONE, "reason": "file_format_check_failed", "publish_type": "DIRECT"}
    (event,) = office.events(network.call("post.publish.failed", told).body)
    reason = "TikTok does not take this kind of file."
    assert event.receipts == (Receipt(GONE, "failed", reason=reason),)


def test_a_post_that_is_no_longer_public_is_told(office: TikTok, network: StandIn) -> None:
    told = {"publish_id": GONE, "post_id": "7"}
    (event,) = office.events(network.call("post.publish.no_longer_publicaly_available", told).body)
    assert event.receipts == (Receipt(GONE, "hidden"),)


def test_access_that_was_taken_away_is_news_of_the_account(
    office: TikTok, network: StandIn
) -> None:
    assert office.events(network.call("authorization.removed", {"reason": 1}).body) == [
        Event(OPEN_ID)
    ]


def test_calls_for_another_app_or_that_cannot_be_read_say_nothing(
    office: TikTok, network: StandIn
) -> None:
    other = network.call("authorization.removed", {"reason": 1}, client="lain")
    assert office.events(other.body) == []
    contents: tuple[object, ...] = ([], "x", {})
    broken: list[Call] = [network.call("post.publish.failed", content) for content in contents]
    bodies = [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, *(call.body for call in broken)]
    assert all(office.events(body) == [] for body in bodies)


def test_asked_tiktok_says_the_same_as_it_says_by_calling(office: TikTok, network: StandIn) -> None:
    one = deliver(office, network.draft("Satu"), {})
    network.moderate()
    (asked,) = office.follow([one.remote_id])
    called = [r for call in network.told for e in office.events(call.body) for r in e.receipts]
    assert asked in called
    assert asked.url


def test_what_tiktok_gave_up_is_known_without_a_call(office: TikTok, network: StandIn) -> None:
    one = deliver(office, network.draft("Satu"), {})
    network.work.jobs[one.remote_id].update(failed="duration_check_failed", at=0)
    (asked,) = office.follow([one.remote_id, "v_pub_file~v2.unknown"])
    assert (asked.state, asked.reason) == (
        "failed",
        "TikTok does not take a video of this length.",
    )
