"""What people write: comments, the group, the bot's chat; by asking and by being called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from sinergi.connectors.contract import Call, Draft
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.hearing import following
from sinergi.connectors.telegram.tests.network import BOT, CHANNEL, CHATS, GROUP, Network
from sinergi.connectors.telegram.tests.standin import StandIn, signed
from sinergi.connectors.telegram.words import typed

ADDRESS = "https://sinergi.example/kait/telegram/rahasia"


def texts(office: Telegram) -> list[str]:
    return [item.text for item in office.listen(None).items]


# -- what is heard -------------------------------------------------------------------------------


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


def test_an_answer_to_one_person_never_goes_to_the_group(
    office: Telegram, network: Network
) -> None:
    network.write("Rahasia saya", GROUP)
    draft = Draft("Untuk Anda", reply_to=f"{GROUP}/1", to="501", direct=True)
    assert office.publish(draft, key="k", progress={}).remote_id == "501/1"
    with pytest.raises(Refused, match="Nobody is named"):
        office.publish(Draft("Untuk siapa", direct=True), key="k", progress={})


def test_an_answer_in_the_bots_chat_goes_out_though_the_question_was_deleted(
    office: Telegram, network: Network
) -> None:
    network.write("Halo")
    del network.messages[501][1]
    draft = Draft("Halo juga", reply_to="501/1", to="501", direct=True)
    office.publish(draft, key="k", progress={})
    asked = network.asked[-1][1]
    assert asked["chat_id"] == 501
    assert asked["reply_parameters"] == {"message_id": 1, "allow_sending_without_reply": True}


# -- being called --------------------------------------------------------------------------------


def test_telegram_is_told_our_address_and_says_our_secret(
    office: Telegram, stand_in: StandIn, network: Network
) -> None:
    office.set_hook(ADDRESS)
    office.set_hook(ADDRESS)
    call = stand_in.hook(network.write("Halo"))
    assert office.challenge(call) is None
    assert office.genuine(call)
    (event,) = office.events(call.body)
    assert event.account == ""
    assert [item.text for item in event.items] == ["Halo"]


def test_a_call_that_was_forged_is_not_believed(
    office: Telegram, stand_in: StandIn, network: Network
) -> None:
    update = network.write("Halo")
    assert not office.genuine(signed(update, "tebakan"))
    assert not office.genuine(Call("POST", {}, {}, b"{}"))
    with httpx.Client(transport=stand_in.transport()) as http:
        office.set_hook(ADDRESS)
        nobody = Telegram({"chat": "@kec_cibinong"}, http)
        assert not nobody.genuine(stand_in.hook(update))


def test_called_and_asked_we_hear_the_same_with_the_same_name(
    office: Telegram, stand_in: StandIn, network: Network
) -> None:
    office.publish(Draft("Pengumuman"), key="k", progress={})
    update = network.comment("Kapan?", 2)
    called = office.events(stand_in.hook(update).body)[0].items
    assert list(called) == list(office.listen(None).items)
    again = office.events(stand_in.hook(update).body)[0].items
    assert called == again


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b'{"message": 1}', b'{"message": {}}', b"\xff", b"[" * 9999],
)
def test_a_call_that_cannot_be_read_says_nothing(office: Telegram, body: bytes) -> None:
    assert office.events(body) == ()


def test_while_telegram_calls_us_asking_brings_nothing_and_is_no_error(
    office: Telegram, network: Network
) -> None:
    office.set_hook(ADDRESS)
    page = office.listen("5@5")
    assert (list(page.items), page.cursor, page.more) == ([], "5@5", False)
    assert network.hook["url"]


def test_where_telegram_does_not_get_through_what_waits_is_fetched(
    office: Telegram, network: Network
) -> None:
    office.set_hook(ADDRESS)
    network.write("Tidak sampai")
    assert office.listen(None).more is False  # it waits, but nothing failed yet
    network.hook |= {"last_error_date": 1, "last_error_message": "Connection refused"}
    assert "Connection refused" in [m.facts.get("reason") for m in office.missing()]
    page = office.listen(None)
    assert page.more
    assert [item.text for item in office.listen(page.cursor).items] == ["Tidak sampai"]


def test_two_who_ask_with_one_token_are_a_refusal_that_is_told(stand_in: StandIn) -> None:
    told = (
        '{"ok": false, "error_code": 409, "description": "Conflict: terminated by other getUpdates '
        'request; make sure that only one bot instance is running"}'
    )
    wire = faults.Wire(stand_in.transport())
    wire.fault = lambda request, forward: (
        faults.says(409, told)(request, forward)
        if "getUpdates" in request.url.path
        else forward(request)
    )
    with httpx.Client(transport=wire) as http, pytest.raises(Unavailable, match="another program"):
        Telegram(stand_in.credentials, http).listen(None)


# -- the account ---------------------------------------------------------------------------------


def test_an_account_is_its_channel(office: Telegram) -> None:
    me = office.identify()
    assert (me.handle, me.name, me.remote_id) == ("@kec_cibinong", "Cibinong", str(CHANNEL))


def test_members_are_counted(office: Telegram) -> None:
    (sample,) = office.measure_account()
    assert (sample.metric, sample.value, sample.remote_id) == ("members", 1250, "")


def test_an_account_that_has_all_misses_nothing(office: Telegram) -> None:
    assert office.missing() == []


def test_what_is_missing_is_said_with_what_to_do(office: Telegram, network: Network) -> None:
    network.members = {}
    told = [missing.what for missing in office.missing()]
    assert told == [
        "The bot may not post in the channel.",
        "The bot does not see what is written in the discussion group.",
        "The bot cannot write to the log channel.",
    ]


def test_a_discussion_group_nobody_named_is_named(stand_in: StandIn) -> None:
    with httpx.Client(transport=stand_in.transport()) as http:
        office = Telegram({**stand_in.credentials, "group": ""}, http)
        (missing,) = office.missing()
    assert missing.facts == {"group": str(GROUP)}


@pytest.mark.parametrize(
    ("words", "chat"),
    [
        ("@kec_cibinong", "@kec_cibinong"),
        ("kec_cibinong", "@kec_cibinong"),
        ("https://t.me/kec_cibinong", "@kec_cibinong"),
        ("t.me/s/kec_cibinong/55", "@kec_cibinong"),
        (" -1001234567890 ", "-1001234567890"),
        ("https://t.me/c/1234567890/5", "-1001234567890"),
        ("", ""),
    ],
)
def test_a_channel_is_understood_however_it_is_typed(words: str, chat: str) -> None:
    assert typed(words) == chat
