"""Photos are fetched by TikTok, each attempt at addresses of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests.house import find, prepare, publish
from sinergi.connectors.tiktok.tests.standin import CHOICES, StandIn, film

WORDS = "Layanan Sabtu tetap buka"


def photos(network: StandIn, most: int = 2, **options: str) -> Draft:
    files = tuple(network.picture(f"foto-{number}") for number in range(most))
    return Draft(WORDS, files, {**CHOICES, **options})


def test_photos_are_one_post_with_title_and_text(office: TikTok, network: StandIn) -> None:
    draft, kept = photos(network, title="Sabtu"), dict[str, str]()
    prepare(office, draft, kept)
    assert publish(office, draft, kept).remote_id.startswith("p_pub_url~")
    assert network.public() == [WORDS]
    assert network.asked == ["POST /v2/post/publish/content/init/"]


def test_each_attempt_names_addresses_nobody_was_told_before(
    office: TikTok, network: StandIn, wire: Wire
) -> None:
    draft = photos(network)
    wire.fault = faults.silent
    with pytest.raises(Unconfirmed):
        publish(office, draft, {})
    wire.fault = None
    publish(office, draft, {})
    told = [link for job in network.work.jobs.values() for link in job["links"]]
    assert told == [f"https://media.bogorkab.example/{n}/foto-{n - 3}.jpg" for n in (3, 4)]


def test_photos_that_went_out_and_were_not_answered_are_found_when_tiktok_lists_them(
    office: TikTok, network: StandIn, wire: Wire
) -> None:
    draft = photos(network)
    wire.fault = faults.lost
    with pytest.raises(Unconfirmed):
        publish(office, draft, {})
    wire.fault = None
    with pytest.raises(Unconfirmed):  # not listed yet is not "not there"
        find(office, draft, {})
    network.moderate()
    found = find(office, draft, {})
    assert found is not None
    assert found.remote_id == "7000"
    assert network.public() == [WORDS]


def test_a_listed_post_of_another_delivery_is_not_taken_for_ours(
    office: TikTok, network: StandIn
) -> None:
    publish(office, photos(network), {})
    network.moderate()
    with pytest.raises(Unconfirmed):
        find(office, photos(network), {}, known=frozenset({"7000"}))
    with pytest.raises(Unconfirmed):
        find(office, replace(photos(network), text="Yang lain"), {})


def test_more_posts_than_one_page_are_looked_through(office: TikTok, network: StandIn) -> None:
    publish(office, photos(network), {})
    for number in range(45):
        publish(office, replace(photos(network, 1), text=f"Kiriman {number}"), {})
    network.moderate()
    found = find(office, photos(network), {})
    assert found is not None
    assert found.remote_id == "7000"


def test_without_an_address_to_fetch_from_photos_are_refused(
    office: TikTok, network: StandIn
) -> None:
    draft = photos(network)
    unreachable = tuple(replace(file, link=None) for file in draft.media)
    with pytest.raises(Refused, match="has no address for them"):
        prepare(office, replace(draft, media=unreachable), {})


def test_a_post_is_one_video_or_photos(office: TikTok, network: StandIn) -> None:
    picture = network.picture("a")
    for files in ((), (film(), film()), (film(), picture), (picture,) * 36):
        with pytest.raises(Refused, match="A TikTok post"):
            prepare(office, Draft(WORDS, files, CHOICES), {})
