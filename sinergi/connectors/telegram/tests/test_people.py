"""What people write: comments, the group, the bot's chat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.hearing import following
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.world import BOT, CHANNEL, CHATS, GROUP, photo

ADDRESS = "https://sinergi.example/kait/telegram/rahasia"


def texts(office: Telegram) -> list[str]:
    return [item.text for item in office.listen(None).items]


def test_a_comment_answers_the_post_itself(office: Telegram, network: Network) -> None:
    post = office.publish(Draft("Pengumuman"), key="k", progress={})
    network.comment("Kapan?", 2)
    (item,) = office.listen(None).items
    assert (item.kind, item.in_reply_to) == ("comment", post.remote_id)
    assert (item.author, item.author_name, item.author_id) == ("@sari", "Sari Warga", "501")
    assert item.url == "https://t.me/c/2000000002/2"


def test_a_comment_on_an_album_answers_the_album(office: Telegram, network: Network) -> None:
    network.do_sendMediaGroup(
        {
            "chat_id": CHANNEL,
            "media": [{"type": "photo", "media": "a"}, {"type": "photo", "media": "b"}],
        }
    )
    network.comment("Bagus", 2)
    (item,) = office.listen(None).items
    assert item.in_reply_to == f"{CHANNEL}/2+"


def test_what_is_written_to_the_bot_is_direct(office: Telegram, network: Network) -> None:
    network.write("Halo")
    (item,) = office.listen(None).items
    assert (item.kind, item.remote_id, item.url) == ("direct", "501/1", "")


def test_an_answer_to_a_comment_and_a_new_word_in_the_group_are_told_apart(
    office: Telegram, network: Network
) -> None:
    network.write("Ada yang tahu?", GROUP)
    first = network.messages[GROUP][1]
    network.write("Saya tahu", GROUP, {"reply_to_message": first})
    new, answer = office.listen(None).items
    assert (new.kind, new.in_reply_to) == ("mention", None)
    assert (answer.kind, answer.in_reply_to) == ("comment", f"{GROUP}/1")


@pytest.mark.parametrize(
    "body",
    [
        {"from": BOT},
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": "GROUP"},
        {"text": None, "new_chat_title": "Nama baru"},
    ],
    ids=["a bot", "an anonymous administrator", "a change of the title"],
)
def test_what_no_person_says_is_not_heard(
    office: Telegram, network: Network, body: dict[str, Any]
) -> None:
    if body.get("sender_chat"):
        body = {**body, "sender_chat": CHATS[GROUP]}
    network.write("Bukan warga", GROUP, body)
    assert texts(office) == []


def test_somebody_who_writes_as_a_channel_is_heard_as_that_channel(
    office: Telegram, network: Network
) -> None:
    forum = {"id": -1007, "type": "channel", "title": "Forum RW", "username": "forum_rw"}
    network.write("Kami setuju", GROUP, {"sender_chat": forum})
    (item,) = office.listen(None).items
    assert (item.author, item.author_name) == ("@forum_rw", "Forum RW")


def test_groups_of_strangers_are_not_heard(office: Telegram, network: Network) -> None:
    stranger = {"id": -1009, "type": "supergroup", "title": "Asing"}
    network.write("Iklan", GROUP, {"chat": stranger})
    assert texts(office) == []


@pytest.mark.parametrize(
    ("body", "text", "files"),
    [
        (
            {"text": None, "caption": "Jalan rusak", "photo": ["small", "large"]},
            "Jalan rusak",
            ("telegram-file:large",),
        ),
        ({"text": None, "voice": {"file_id": "suara"}}, "", ("telegram-file:suara",)),
        ({"text": None, "location": {"latitude": -6.48, "longitude": 106.8}}, "-6.48, 106.8", ()),
        (
            {"text": None, "contact": {"first_name": "Sari", "phone_number": "0800"}},
            "Sari, 0800",
            (),
        ),
    ],
)
def test_files_are_named_by_their_id_since_their_address_holds_the_token(
    office: Telegram, body: dict[str, Any], text: str, files: tuple[str, ...]
) -> None:
    said = {"message_id": 9, "date": 1, "chat": CHATS[501], "from": CHATS[501], **body}
    if "photo" in said:
        said["photo"] = [{"file_id": name} for name in said["photo"]]
    update = httpx.Request("POST", ADDRESS, json={"update_id": 1, "message": said}).read()
    (item,) = office.events(update)[0].items
    assert (item.text, item.attachments) == (text, files)


@pytest.mark.parametrize("change", [{"date": None}, {"chat": None}, {"from": {}}, {"text": [1]}])
def test_one_message_that_cannot_be_read_keeps_no_other_away(
    office: Telegram, network: Network, change: dict[str, Any]
) -> None:
    network.write("satu")
    bad = network.write("dua")["message"]
    network.write("tiga")
    told = httpx.Response(200, json={"ok": True, "result": network.updates}).json()
    told["result"][1]["message"] = {**bad, **change}
    wire = faults.Wire(httpx.MockTransport(lambda _: httpx.Response(200, json=told)))
    with httpx.Client(transport=wire) as http:
        office.api.http = http
        assert texts(office) == ["satu", "tiga"]


def test_a_page_that_is_full_is_followed_at_once(office: Telegram, network: Network) -> None:
    for n in range(130):
        network.write(f"Pesan {n}")
    first = office.listen(None)
    second = office.listen(first.cursor)
    assert (len(first.items), first.more) == (100, True)
    assert (len(second.items), second.more) == (30, False)


def test_after_a_week_of_silence_numbers_may_begin_anew() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    at = int((now - timedelta(hours=1)).timestamp())
    assert following(f"880001@{at}", now) == 880002
    assert following(f"880001@{at}", now + timedelta(days=8)) is None
    assert following("rusak", now) is None


def test_a_file_somebody_sent_is_fetched_with_the_bots_token(
    office: Telegram, network: Network
) -> None:
    sizes = [photo("small"), photo("large")]
    update = network.write("Jalan rusak", GROUP, {"photo": sizes, "caption": "Jalan rusak"})
    del update["message"]["text"]
    (item,) = office.listen(None).items
    found = office.fetch(item.attachments[0])
    assert (found.mime, found.content) == ("image/jpeg", b"\xff\xd8 loket")
    for strange in ("telegram-file:other", "https://example.org/a.jpg"):
        with pytest.raises(Refused):
            office.fetch(strange)
