"""A post says what was meant, and answers what it was to answer."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.records import new_key
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.sending import prepared, publish, record
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn, said
from sinergi.connectors.bluesky.tests.store import HANDLES, OFFICE, TID, WARGA
from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.exam.candidate import media


def test_a_post_is_written_under_a_name_we_chose(office: Bluesky, network: Network) -> None:
    post = publish(office, Draft("Pasar murah di #Cibinong, tanya @warga.bsky.social"))
    account, _, key = post.remote_id.removeprefix("at://").split("/")
    assert account == OFFICE
    assert re.fullmatch(TID, key)
    assert post.url == f"https://bsky.app/profile/{OFFICE}/post/{key}"
    assert office.thread_url(post.remote_id) == post.url
    told = record(network, post)
    kinds = [facet["features"][0]["$type"].split("#")[1] for facet in told["facets"]]
    assert kinds == ["tag", "mention"]
    assert told["facets"][1]["features"][0]["did"] == WARGA
    assert told["langs"] == ["id"]
    found = re.fullmatch(office.about.link, post.url)
    assert found is not None
    assert found["id"] == key


def test_names_sort_by_the_moment_they_were_chosen() -> None:
    start = datetime(2026, 11, 24, tzinfo=UTC)
    keys = [new_key(start + timedelta(microseconds=n), "k") for n in range(3)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 3
    assert all(re.fullmatch(TID, key) for key in keys)


def test_a_handle_nobody_has_stays_a_word(office: Bluesky, network: Network) -> None:
    assert "facets" not in record(network, publish(office, Draft("Halo @tidak.ada")))


def test_what_cannot_be_written_is_replaced(office: Bluesky, network: Network) -> None:
    assert record(network, publish(office, Draft("rusak \ud800 ya")))["text"] == "rusak ? ya"


def test_pictures_carry_words_and_shape(office: Bluesky, network: Network) -> None:
    four = publish(office, Draft("empat", [media(str(n)) for n in range(4)]))
    shown = record(network, four)["embed"]
    assert [image["alt"] for image in shown["images"]] == ["0", "1", "2", "3"]
    assert shown["images"][0]["aspectRatio"] == {"width": 1, "height": 1}
    unknown = replace(media("tak terukur"), width=0, height=0)
    assert "aspectRatio" not in record(network, publish(office, Draft("a", [unknown])))["embed"]
    five = [unknown, *(media(str(n)) for n in range(4))]
    gallery = record(network, publish(office, Draft("lima", five)))["embed"]
    assert gallery["$type"] == "app.bsky.embed.gallery"
    assert gallery["items"][0]["aspectRatio"] == {"width": 1, "height": 1}


@pytest.mark.parametrize("text", ["a" * 301, "👨‍👩‍👧‍👦" * 150])
def test_a_text_too_long_is_refused_with_the_reason(office: Bluesky, text: str) -> None:
    with pytest.raises(Refused, match="too big"):
        publish(office, Draft(text))


def test_an_answer_names_what_it_answers_and_where_it_began(
    office: Bluesky, network: Network, standin: BlueskyStandIn
) -> None:
    post = publish(office, Draft("Loket buka"))
    standin.speak(post.remote_id)
    asked = next(note["uri"] for note in network.notes)
    reply = record(network, publish(office, Draft("Sampai 15.00", reply_to=asked)))["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (post.remote_id, asked)


def test_what_is_gone_or_of_another_network_is_not_answered(office: Bluesky) -> None:
    gone = f"at://{WARGA}/app.bsky.feed.post/3kaaaaaaaaaaa"
    with pytest.raises(Refused, match="no longer there"):
        prepared(office, Draft("Baik", reply_to=gone))
    with pytest.raises(Refused, match="no post of this network"):
        prepared(office, Draft("Baik", reply_to="1234"))


def test_many_posts_are_measured_with_few_requests(office: Bluesky, network: Network) -> None:
    uris = [network.write(OFFICE, said(f"Kiriman {n}")) for n in range(30)]
    gone = f"at://{OFFICE}/app.bsky.feed.post/3kaaaaaaaaaaa"
    samples = list(office.measure([*uris, gone]))
    assert {sample.remote_id for sample in samples} == set(uris)
    assert {sample.metric for sample in samples} == {"likes", "shares", "replies", "quotes"}
    assert sum(asked.method == "app.bsky.feed.getPosts" for asked in network.asked) == 2
    told = {sample.metric: sample.value for sample in office.measure_account()}
    assert told == {"followers": 12, "following": 3, "posts": 30}
    assert {metric.name for metric in office.about.metrics} == {*told, *(s.metric for s in samples)}


def test_a_file_is_read_anew_for_every_upload(office: Bluesky) -> None:
    opened = []

    def opener() -> io.BytesIO:
        opened.append(io.BytesIO(b"png"))
        return opened[-1]

    file = replace(media(), size=3, open=opener)
    prepared(office, Draft("a", [file, file]))
    assert [one.closed for one in opened] == [True, True]
    assert HANDLES[OFFICE] in office.identify().handle
