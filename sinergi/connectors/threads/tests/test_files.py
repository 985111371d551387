"""Files and choices of a post, as Threads is told of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.tests.house import deliver, prepare
from sinergi.connectors.threads.tests.standin import StandIn

WORDS = "Layanan Sabtu tetap buka"


def written(network: StandIn) -> list[str]:
    return [path for path in network.asked if path.startswith("POST")]


@pytest.mark.parametrize(
    ("mimes", "kind"),
    [
        (["image/jpeg"], "IMAGE"),
        (["video/mp4"], "VIDEO"),
        (["image/jpeg", "video/mp4", "image/png"], "CAROUSEL_ALBUM"),
    ],
)
def test_files_make_the_kind_of_a_post(
    mimes: list[str], kind: str, office: Threads, network: StandIn
) -> None:
    draft = Draft(WORDS, tuple(network.file("Loket", mime) for mime in mimes))
    published = deliver(office, draft, {})
    assert network.posts.posts[published.remote_id]["media_type"] == kind


def test_all_files_of_a_carousel_are_worked_on_at_once(office: Threads, network: StandIn) -> None:
    draft = Draft(WORDS, tuple(network.file(str(number)) for number in range(3)))
    kept: dict[str, str] = {}
    network.troubles["container slow"]()
    with pytest.raises(Unavailable):
        prepare(office, draft, kept)
    assert {"item0", "item1", "item2"} <= set(kept)
    deliver(office, draft, kept)
    assert written(network).count("POST me/threads") == 4
    assert network.public() == [WORDS]


def test_a_file_that_threads_cannot_fetch_is_said_so_and_made_anew(
    office: Threads, network: StandIn
) -> None:
    draft, kept = Draft(WORDS, (network.file(mime="video/mp4"),)), dict[str, str]()
    network.troubles["container failed"]()
    with pytest.raises(Refused, match="could not fetch the video"):
        prepare(office, draft, kept)
    deliver(office, draft, kept)
    told = [c["video_url"] for c in network.posts.containers.values()]
    assert len(set(told)) == 2  # an address of its own for each attempt
    assert network.public() == [WORDS]


def test_without_an_address_to_fetch_from_files_are_refused(
    office: Threads, network: StandIn
) -> None:
    draft = Draft(WORDS, (replace(network.file(), link=None),))
    with pytest.raises(Refused, match="has no address for them"):
        prepare(office, draft, {})


def test_choices_reach_threads(office: Threads, network: StandIn) -> None:
    chosen = {
        "reply_control": "followers_only",
        "topic_tag": "#Layanan Publik",
        "link_attachment": "https://bogorkab.example/sabtu",
    }
    deliver(office, Draft(WORDS, options=chosen), {})
    (container,) = network.posts.containers.values()
    assert container["reply_control"] == "followers_only"
    assert container["topic_tag"] == "Layanan Publik"
    assert container["link_attachment"] == "https://bogorkab.example/sabtu"


def test_what_threads_forbids_is_refused_in_words(office: Threads, network: StandIn) -> None:
    link = {"link_attachment": "https://bogorkab.example"}
    for draft, words in (
        (Draft(WORDS, options={"topic_tag": "a.b"}), "no dots"),
        (Draft(WORDS, (network.file(),), link), "without pictures"),
        (Draft(WORDS, direct=True, reply_to="1"), "no private answers"),
    ):
        with pytest.raises(Refused, match=words):
            prepare(office, draft, {})
    assert network.asked == []


def test_the_days_quota_is_named_before_anything_is_made(office: Threads, network: StandIn) -> None:
    network.troubles["quota used"]()
    with pytest.raises(Unavailable, match="publish 250 times in 24 hours; 250 are used") as full:
        prepare(office, network.draft(WORDS), {})
    assert full.value.retry_after == timedelta(hours=1)
    assert written(network) == []
