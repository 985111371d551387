"""What people wrote in a group: a reaction to it, and deleting it."""

from __future__ import annotations

from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram.api import Api, said
from sinergi.connectors.telegram.words import number, place
from sinergi.lib.text import say

#: The reaction that every group with reactions has by itself.
THUMB = "\N{THUMBS UP SIGN}"

#: What Telegram says of a message that is not there.
GONE = ("message to delete not found", "message to react not found", "message_id_invalid")


def like(api: Api, remote_id: str, *, liked: bool) -> None:
    """React with a thumb, or take the bot's reaction back. A bot has one for each message."""
    at, reaction = place(remote_id), [{"type": "emoji", "emoji": THUMB}] if liked else []
    try:
        api.post(
            "setMessageReaction",
            quiet=True,
            chat_id=number(at.chat),
            message_id=at.message,
            reaction=reaction,
        )
    except Refused as e:
        if "reaction_invalid" in said(e):
            shut = say("This group has no thumb among its reactions. Allow it in the group.")
            raise Refused(shut) from e
        if liked or not _gone(e):
            raise


def remove(api: Api, remote_id: str) -> None:
    """Delete somebody else's message, however old: administrators with that right may."""
    at = place(remote_id)
    try:
        api.post("deleteMessage", quiet=True, chat_id=number(at.chat), message_id=at.message)
    except Refused as e:
        if _gone(e):
            return
        if "can't be deleted" in said(e):
            lacks = say(
                "Telegram does not let the bot delete here. In the group: Administrators, allow "
                "the bot to delete messages."
            )
            raise Refused(lacks) from e
        raise


def _gone(error: Refused) -> bool:
    return any(words in said(error) for words in GONE)
