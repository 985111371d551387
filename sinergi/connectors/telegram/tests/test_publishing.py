"""Publishing with a bot: words, files, albums, taking back, and what can go wrong."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.network import CHANNEL, GROUP, LOG, TOKEN, Network
from sinergi.connectors.telegram.tests.standin import StandIn

NOTHING: frozenset[str] = frozenset()


def picture(name: str = "a.jpg") -> Media:
    return Media(name, "image/jpeg", 3, lambda: io.BytesIO(name.encode()))


def film() -> Media:
    return Media("a.mp4", "video/mp4", 3, lambda: io.BytesIO(b"mp4"), "", 640, 360, 3.4)


def send(office: Telegram, draft: Draft) -> Published:
    kept: dict[str, str] = {}
    office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    return office.publish(draft, key="k", progress=kept)


def find(office: Telegram, draft: Draft, known: frozenset[str] = NOTHING) -> Published | None:
    return office.find(draft, key="k", progress={}, since=datetime.now(UTC), known=known)


def test_a_post_has_the_address_of_its_channel(office: Telegram) -> None:
    post = office.publish(Draft("Pelayanan buka"), key="k", progress={})
    assert post == Published(f"{CHANNEL}/2", "https://t.me/kec_cibinong/2")


def test_the_preview_of_links_is_left_out_when_that_is_wished(
    office: Telegram, network: Network
) -> None:
    office.publish(Draft("https://a.example"), key="k", progress={})
    office.publish(Draft("https://a.example", options={"preview": "off"}), key="k", progress={})
    shown, hidden = (asked.get("link_preview_options") for _, asked in network.asked)
    assert shown is None
    assert hidden == {"is_disabled": True}


def test_files_are_sent_to_the_log_channel_first_and_named_in_the_post(
    office: Telegram, network: Network
) -> None:
    send(office, Draft("Dengan foto", media=(picture(),)))
    assert [(method, asked["chat_id"]) for method, asked in network.asked] == [
        ("sendPhoto", str(LOG)),
        ("sendPhoto", "@kec_cibinong"),
    ]
    assert isinstance(network.asked[1][1]["photo"], str)


def test_without_a_log_channel_files_go_with_the_post(plain: Telegram) -> None:
    kept: dict[str, str] = {}
    draft = Draft("Album", media=(picture("a.jpg"), film()))
    plain.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    assert kept == {}
    assert plain.publish(draft, key="k", progress=kept).remote_id == f"{CHANNEL}/2+"


def test_an_album_is_one_request_with_its_words_at_the_first_file(
    office: Telegram, network: Network
) -> None:
    post = send(office, Draft("Album", media=(picture("a"), film(), picture("b"))))
    method, asked = network.asked[-1]
    assert method == "sendMediaGroup"
    assert [item.get("caption") for item in asked["media"]] == ["Album", None, None]
    assert asked["media"][1]["duration"] == 3
    assert post.url == "https://t.me/kec_cibinong/2"
    assert len(network.messages[CHANNEL]) == 1 + 3


def test_a_video_of_which_telegram_makes_an_animation_goes_with_the_post(
    office: Telegram, network: Network
) -> None:
    network.silent_videos = True
    kept: dict[str, str] = {}
    draft = Draft("Tanpa suara", media=(film(),))
    office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    office.publish(draft, key="k", progress=kept)
    assert kept == {"file0": "-"}
    assert not isinstance(network.asked[-1][1]["video"], str)


# -- reading back --------------------------------------------------------------------------------


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


# -- what can go wrong ---------------------------------------------------------------------------


def test_telegrams_wait_stands_in_the_answer_itself(office: Telegram, stand_in: StandIn) -> None:
    stand_in.troubles["flood"]()
    with pytest.raises(Unavailable) as wait:
        send(office, Draft("Satu"))
    assert wait.value.retry_after == timedelta(seconds=7)
    send(office, Draft("Satu"))
    assert list(stand_in.public()) == ["Satu"]


def test_a_token_that_was_revoked_signs_the_account_out(
    office: Telegram, stand_in: StandIn
) -> None:
    stand_in.troubles["token revoked"]()
    with pytest.raises(SignedOut):
        send(office, Draft("Satu"))
    assert list(stand_in.public()) == []


def test_a_bot_that_was_removed_says_what_to_do(office: Telegram, stand_in: StandIn) -> None:
    stand_in.troubles["bot removed"]()
    with pytest.raises(Refused, match=r"bot was kicked.* Make it an administrator again"):
        send(office, Draft("Satu"))


def test_a_group_that_became_a_supergroup_says_its_new_number(
    office: Telegram, stand_in: StandIn
) -> None:
    stand_in.troubles["group upgraded"]()
    with pytest.raises(Refused, match="with the number -1009999999999"):
        send(office, Draft("Satu"))


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
def test_after_a_doubt_the_post_is_there_once_and_found(fault: faults.Fault) -> None:
    stand_in = StandIn()
    wire = faults.Wire(stand_in.transport())
    with httpx.Client(transport=wire) as http:
        office, draft = Telegram(stand_in.credentials, http), stand_in.draft("Sekali saja")
        wire.fault = fault
        with pytest.raises(Unconfirmed):
            office.publish(draft, key="k", progress={})
        wire.fault = None
        assert find(office, draft) == Published(f"{CHANNEL}/2", "https://t.me/kec_cibinong/2")
    assert list(stand_in.public()) == ["Sekali saja"]


def test_a_request_nobody_took_leaves_nothing_behind(stand_in: StandIn) -> None:
    wire = faults.Wire(stand_in.transport())
    wire.fault = faults.unreachable
    with httpx.Client(transport=wire) as http, pytest.raises(Unavailable):
        Telegram(stand_in.credentials, http).publish(Draft("Satu"), key="k", progress={})
    assert list(stand_in.public()) == []


def test_a_protected_channel_cannot_be_looked_into(stand_in: StandIn) -> None:
    told = (
        '{"ok": false, "error_code": 400, "description": "Bad Request: CHAT_FORWARDS_RESTRICTED"}'
    )
    wire = faults.Wire(stand_in.transport())
    wire.fault, wire.writes_only = faults.says(400, told), True
    with httpx.Client(transport=wire) as http, pytest.raises(Refused, match="RESTRICTED"):
        find(Telegram(stand_in.credentials, http), Draft("Satu"))


def test_a_page_that_repeats_the_address_does_not_show_the_token(stand_in: StandIn) -> None:
    wire = faults.Wire(stand_in.transport())
    wire.fault = faults.says(404, f"<p>/bot{TOKEN}/sendMessage was not found</p>")
    with httpx.Client(transport=wire) as http, pytest.raises(Refused) as no:
        Telegram(stand_in.credentials, http).publish(Draft("Satu"), key="k", progress={})
    assert "was not found" in str(no.value)
    assert TOKEN not in str(no.value)
