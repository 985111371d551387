"""A post goes out once, whatever the network does."""

from __future__ import annotations

import json

import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.sending import find, prepared
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn
from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, SignedOut, Unavailable


def test_the_same_record_many_times_is_one_post(
    office: Bluesky, network: Network, standin: BlueskyStandIn
) -> None:
    draft = Draft("Sekali saja")
    kept = prepared(office, draft)
    posts = {office.publish(draft, key="k", progress=kept) for _ in range(8)}
    assert len(posts) == 1
    assert standin.public() == ["Sekali saja"]


def test_the_record_is_frozen_with_its_moment(office: Bluesky) -> None:
    draft = Draft("Beku")
    kept = prepared(office, draft)
    assert prepared(office, draft, kept) == kept
    assert json.loads(kept["record"])["createdAt"] == kept["created"]


def test_what_is_there_under_our_name_is_never_changed(
    office: Bluesky, standin: BlueskyStandIn
) -> None:
    kept = prepared(office, Draft("Yang pertama"))
    first = office.publish(Draft("Yang pertama"), key="k", progress=kept)
    other = {**kept, "record": kept["record"].replace("pertama", "kedua")}
    assert office.publish(Draft("Yang kedua"), key="k", progress=other) == first
    assert standin.public() == ["Yang pertama"]


@pytest.mark.parametrize("trouble", ["published twice", "container expired", "rate limited"])
def test_after_a_trouble_the_post_is_there_once(
    office: Bluesky, standin: BlueskyStandIn, trouble: str
) -> None:
    draft = standin.draft("Sekali saja")
    kept = prepared(office, draft)
    standin.troubles[trouble]()
    try:
        office.publish(draft, key="k", progress=kept)
    except Unavailable:
        again = prepared(office, draft, kept)
        assert again["rkey"] == kept["rkey"]
        office.publish(draft, key="k", progress=again)
    assert standin.public() == ["Sekali saja"]


def test_access_that_ends_on_the_way_publishes_nothing(
    office: Bluesky, standin: BlueskyStandIn
) -> None:
    for trouble in ("access expired", "token revoked"):
        kept = prepared(office, standin.draft("Nanti"))
        standin.troubles[trouble]()
        with pytest.raises(SignedOut):
            office.publish(standin.draft("Nanti"), key="k", progress=kept)
    assert standin.public() == []


def test_what_was_never_prepared_is_not_there_and_not_sent(office: Bluesky) -> None:
    assert find(office, {}) is None
    with pytest.raises(Unavailable):
        office.publish(Draft("a"), key="k", progress={})


def test_a_post_of_ours_is_taken_back_and_no_other(office: Bluesky, network: Network) -> None:
    kept = prepared(office, Draft("Salah"))
    post = office.publish(Draft("Salah"), key="k", progress=kept)
    office.withdraw(post.remote_id)
    office.withdraw(post.remote_id)
    assert find(office, kept) is None
    with pytest.raises(Refused):
        office.withdraw("bukan kiriman")
