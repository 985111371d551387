"""Other words for a message of ours. https://core.telegram.org/bots/api#editmessagetext"""

from __future__ import annotations

from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram.api import Api, said
from sinergi.connectors.telegram.words import number, place

#: What Telegram says where the words are there already, and where they stand under files.
SAME, CAPTIONED = "message is not modified", "there is no text in the message to edit"


def edit(api: Api, remote_id: str, text: str) -> None:
    """Replace the words: the text, or what stands under the first file of several."""
    at = place(remote_id)
    where = {"chat_id": number(at.chat), "message_id": at.message}
    if not at.album:
        try:
            api.post("editMessageText", quiet=True, text=text, **where)
        except Refused as e:
            if SAME in said(e):
                return
            if CAPTIONED not in said(e):
                raise
        else:
            return
    try:
        api.post("editMessageCaption", quiet=True, caption=text, **where)
    except Refused as e:
        if SAME not in said(e):
            raise
