"""The account and what it lacks, and answers to one person."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.standin import StandIn
from sinergi.connectors.telegram.tests.world import CHANNEL, GROUP
from sinergi.connectors.telegram.words import typed


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


def test_a_bot_that_may_not_delete_in_the_group_is_told_how(
    office: Telegram, network: Network
) -> None:
    network.members[GROUP] = {"status": "administrator", "can_delete_messages": False}
    (missing,) = office.missing()
    assert "cannot delete" in missing.what
    assert "allow it to delete" in missing.do


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
