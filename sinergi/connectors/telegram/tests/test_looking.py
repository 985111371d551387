"""Reading back through the log channel, and taking back."""

from __future__ import annotations

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.house import find, picture, send
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.standin import StandIn
from sinergi.connectors.telegram.tests.world import CHANNEL, GROUP


def test_a_post_is_found_among_hundreds_of_others(office: Telegram, network: Network) -> None:
    for n in range(300):
        network._say(
            CHANNEL, {"sender_chat": {"id": CHANNEL, "type": "channel"}, "text": f"No {n}"}
        )
    draft = Draft("Yang dicari")
    post = send(office, draft)
    network.asked.clear()
    assert find(office, draft) == post
    assert len([m for m, _ in network.asked if m == "forwardMessage"]) < 80


def test_looking_goes_on_from_what_is_known(office: Telegram, network: Network) -> None:
    first = send(office, Draft("Satu"))
    draft = Draft("Dua")
    post = send(office, draft)
    network.asked.clear()
    assert find(office, draft, frozenset({first.remote_id})) == post
    assert len(network.asked) < 12


def test_an_album_and_an_answer_are_found_again(office: Telegram, network: Network) -> None:
    album = Draft("Album", media=(picture("a"), picture("b")))
    assert find(office, album) is None
    sent = send(office, album)
    assert find(office, album) == sent
    comment = network.comment("Kapan?", 2)["message"]
    answer = Draft("Besok", reply_to=f"{GROUP}/{comment['message_id']}")
    sent = send(office, answer)
    assert find(office, answer) == sent


def test_the_same_words_of_somebody_else_in_the_group_are_not_ours(
    office: Telegram, network: Network
) -> None:
    send(office, Draft("Pengumuman"))
    comment = network.comment("Kapan?", 2)["message"]
    network.write("Besok", GROUP)
    assert find(office, Draft("Besok", reply_to=f"{GROUP}/{comment['message_id']}")) is None


def test_an_old_post_with_the_same_words_is_not_what_was_sent_now(
    office: Telegram, network: Network
) -> None:
    send(office, Draft("Selamat pagi"))
    network.messages[CHANNEL][2]["date"] -= 86400
    assert find(office, Draft("Selamat pagi")) is None


def test_without_a_log_channel_or_without_words_a_person_settles_it(
    office: Telegram, plain: Telegram
) -> None:
    plain.publish(Draft("Ada"), key="k", progress={})
    assert find(plain, Draft("Ada")) is None
    wordless = Draft("", media=(picture(),))
    send(office, wordless)
    assert find(office, wordless) is None


# -- taking back ---------------------------------------------------------------------------------


def test_an_album_is_taken_back_whole_and_nothing_else_with_it(
    office: Telegram, stand_in: StandIn, network: Network
) -> None:
    album = send(office, Draft("Album", media=(picture("a"), picture("b"), picture("c"))))
    send(office, Draft("Sesudahnya"))
    office.withdraw(album.remote_id)
    assert list(stand_in.public()) == ["Sesudahnya"]
    assert sorted(network.messages[CHANNEL]) == [1, 5]
    office.withdraw(album.remote_id)  # and once more


def test_without_a_log_channel_an_album_is_deleted_by_hand(plain: Telegram) -> None:
    album = send(plain, Draft("Album", media=(picture("a"), picture("b"))))
    with pytest.raises(Refused, match="Delete this album in Telegram itself"):
        plain.withdraw(album.remote_id)


def test_what_is_older_than_two_days_is_deleted_by_hand(office: Telegram, network: Network) -> None:
    post = send(office, Draft("Lama"))
    network.messages[CHANNEL][2]["date"] -= 49 * 3600
    with pytest.raises(Refused, match="48 hours"):
        office.withdraw(post.remote_id)
