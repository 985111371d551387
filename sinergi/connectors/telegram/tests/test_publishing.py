"""Publishing with a bot: words, files and albums."""

from __future__ import annotations

from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.house import film, picture, send
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.world import CHANNEL, LOG


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
