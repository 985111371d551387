"""A thumb for what somebody wrote in the group, and deleting it there."""

from __future__ import annotations

import pytest

from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.world import GROUP


def test_a_message_gets_a_thumb_and_loses_it(office: Telegram, network: Network) -> None:
    said = network.write("Terima kasih", GROUP)["message"]["message_id"]
    for liked in (True, True, False, False):
        office.like(f"{GROUP}/{said}", liked=liked)
        assert ((GROUP, said) in network.reactions) is liked


def test_a_group_without_thumbs_says_so(office: Telegram, network: Network) -> None:
    said = network.write("Terima kasih", GROUP)["message"]["message_id"]
    network.thumbs = False
    with pytest.raises(Refused, match="Allow it in the group"):
        office.like(f"{GROUP}/{said}", liked=True)


def test_there_is_no_thumb_for_what_is_gone(office: Telegram) -> None:
    office.like(f"{GROUP}/77", liked=False)
    with pytest.raises(Refused):
        office.like(f"{GROUP}/77", liked=True)


def test_somebody_elses_message_is_deleted_however_old(office: Telegram, network: Network) -> None:
    said = network.write("Kata kasar", GROUP)["message"]
    said["date"] -= 90 * 24 * 3600
    for _ in range(2):
        office.remove(f"{GROUP}/{said['message_id']}")
    assert said["message_id"] not in network.messages[GROUP]


def test_what_answers_no_post_of_ours_is_deleted_in_our_group_too(
    office: Telegram, network: Network
) -> None:
    network.write("Jual akun murah", GROUP)
    (heard,) = office.listen(None).items
    assert (heard.kind, heard.in_reply_to) == ("mention", None)
    assert heard.kind in office.removes
    assert "direct" not in office.removes
    office.remove(heard.remote_id)
    assert int(heard.remote_id.split("/")[1]) not in network.messages[GROUP]


def test_a_bot_without_the_right_to_delete_says_so(office: Telegram, network: Network) -> None:
    said = network.write("Kata kasar", GROUP)["message"]["message_id"]
    network.members[GROUP] = {"status": "administrator", "can_delete_messages": False}
    with pytest.raises(Refused, match="allow the bot to delete"):
        office.remove(f"{GROUP}/{said}")
    assert said in network.messages[GROUP]
