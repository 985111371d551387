"""Posts go out once, whatever becomes of their containers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sinergi.connectors.errors import SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.tests.house import deliver, find, prepare, publish
from sinergi.connectors.threads.tests.standin import StandIn

WORDS = "Layanan Sabtu tetap buka"


def written(network: StandIn) -> list[str]:
    return [path for path in network.asked if path.startswith("POST")]


def test_nothing_is_public_before_the_container_is_published(
    office: Threads, network: StandIn
) -> None:
    draft, kept = network.draft(WORDS), dict[str, str]()
    prepare(office, draft, kept)
    assert network.public() == []
    assert find(office, draft, kept) is None
    published = publish(office, draft, kept)
    assert network.public() == [WORDS]
    assert published.url.startswith("https://www.threads.com/@kec.cibinong/post/")
    assert written(network) == ["POST me/threads", "POST me/threads_publish"]


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
def test_what_went_out_and_was_not_answered_is_found(
    fault: faults.Fault, office: Threads, network: StandIn, wire: Wire
) -> None:
    draft, kept = network.draft(WORDS), dict[str, str]()
    prepare(office, draft, kept)
    wire.fault, wire.writes_only = fault, True
    with pytest.raises(Unconfirmed):
        publish(office, draft, kept)
    wire.fault = None
    found = find(office, draft, kept)
    assert found is not None
    assert found == publish(office, draft, kept)
    assert network.public() == [WORDS]


@pytest.mark.parametrize("fault", [faults.unreachable, faults.says(429, Retry_After="9")])
def test_what_did_not_arrive_waits(
    fault: faults.Fault, office: Threads, network: StandIn, wire: Wire
) -> None:
    draft, kept = network.draft(WORDS), dict[str, str]()
    prepare(office, draft, kept)
    wire.fault, wire.writes_only = fault, True
    with pytest.raises(Unavailable):
        publish(office, draft, kept)
    wire.fault = None
    deliver(office, draft, kept)
    assert network.public() == [WORDS]


def test_what_was_cut_off_on_its_way_is_published_from_the_same_container(
    office: Threads, network: StandIn, wire: Wire
) -> None:
    draft, kept = network.draft(WORDS), dict[str, str]()
    prepare(office, draft, kept)
    container = kept["container"]
    wire.fault, wire.writes_only = faults.cut_sending, True
    with pytest.raises(Unconfirmed):
        publish(office, draft, kept)
    wire.fault = None
    assert find(office, draft, kept) is None
    deliver(office, draft, kept)
    assert kept["container"] == container
    assert network.public() == [WORDS]


@pytest.mark.parametrize(
    "trouble",
    [
        "container slow",
        "container expired",
        "published twice",
        "blocked but live",
        "rate limit as 400",
        "not ready",
    ],
)
def test_whatever_becomes_of_a_container_there_is_one_post(
    trouble: str, office: Threads, network: StandIn
) -> None:
    network.troubles[trouble]()
    published = deliver(office, network.draft(WORDS), {})
    assert network.public() == [WORDS]
    assert published.remote_id in network.posts.posts


def test_a_container_that_is_worked_on_is_waited_for_between_jobs(
    office: Threads, network: StandIn
) -> None:
    kept: dict[str, str] = {}
    network.troubles["container slow"]()
    with pytest.raises(Unavailable) as working:
        prepare(office, network.draft(WORDS), kept)
    assert working.value.retry_after == timedelta(seconds=20)
    assert kept["container"]


def test_a_token_that_was_revoked_meanwhile_ends_it_and_nothing_is_out(
    office: Threads, network: StandIn
) -> None:
    draft, kept = network.draft(WORDS), dict[str, str]()
    prepare(office, draft, kept)
    network.troubles["token revoked"]()
    with pytest.raises(SignedOut):
        publish(office, draft, kept)
    assert network.public() == []
    deliver(office, draft, kept)  # somebody connected it again
    assert network.public() == [WORDS]


def test_of_two_posts_with_the_same_words_each_container_finds_its_own(
    office: Threads, network: StandIn
) -> None:
    draft = network.draft(WORDS)
    first, second = dict[str, str](), dict[str, str]()
    one = deliver(office, draft, first)
    two = deliver(office, draft, second)
    known = frozenset({one.remote_id})
    assert find(office, draft, second, known) == two
    assert network.public() == [WORDS, WORDS]


def test_what_threads_calls_published_and_does_not_list_is_not_published_again(
    office: Threads, network: StandIn
) -> None:
    draft, kept = network.draft(WORDS), dict[str, str]()
    published = deliver(office, draft, kept)
    del network.posts.posts[published.remote_id]
    assert find(office, draft, kept) is None
    prepare(office, draft, kept)
    with pytest.raises(Unconfirmed, match="does not list it yet"):
        publish(office, draft, kept)
    assert network.public() == []


def test_taking_a_post_back_twice_is_no_error(office: Threads, network: StandIn) -> None:
    published = deliver(office, network.draft(WORDS), {})
    office.withdraw(published.remote_id)
    office.withdraw(published.remote_id)
    assert network.public() == []
