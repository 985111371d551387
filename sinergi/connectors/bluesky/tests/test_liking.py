"""A like is one record, whoever made it and however often it is asked for."""

from __future__ import annotations

import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.standin import said
from sinergi.connectors.bluesky.tests.store import LIKE, OFFICE, WARGA
from sinergi.connectors.errors import Refused


@pytest.mark.parametrize("known", [True, False])
def test_a_like_is_made_once_and_taken_back(office: Bluesky, network: Network, known: bool) -> None:
    network.tells_likes = known
    post = network.write(WARGA, said("Terima kasih"))
    for liked in (True, True, False, False):
        office.like(post, liked=liked)
        assert list(network.likes.values()) == ([post] if liked else [])


def test_two_posts_are_two_likes(office: Bluesky, network: Network) -> None:
    posts = [network.write(WARGA, said(words)) for words in ("satu", "dua")]
    for post in posts:
        office.like(post, liked=True)
    assert sorted(network.likes.values()) == sorted(posts)


def test_a_like_from_the_app_is_not_doubled_and_is_taken_back(
    office: Bluesky, network: Network
) -> None:
    post = network.write(WARGA, said("Terima kasih"))
    network.likes = {f"at://{OFFICE}/{LIKE}/3kxyzabcdefgh": post}
    office.like(post, liked=True)
    assert len(network.likes) == 1
    office.like(post, liked=False)
    assert network.likes == {}


def test_what_is_gone_is_not_liked(office: Bluesky, network: Network) -> None:
    post = network.write(WARGA, said("sebentar"))
    del network.records[post]
    office.like(post, liked=False)
    with pytest.raises(Refused, match="no longer there"):
        office.like(post, liked=True)
    with pytest.raises(Refused):
        office.like("at://nobody", liked=True)


def test_what_we_just_wrote_is_liked_before_the_network_shows_it(
    office: Bluesky, network: Network
) -> None:
    post = network.write(OFFICE, said("Layanan Sabtu tetap buka"))
    network.shows_posts = False
    office.like(post, liked=True)
    assert list(network.likes.values()) == [post]
