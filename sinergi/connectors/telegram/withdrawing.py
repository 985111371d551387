"""Taking back: one message, or an album, of which Telegram does not tell what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sinergi.connectors.answers import understanding
from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram.api import BASE, Api, said
from sinergi.connectors.telegram.looking import Probe, moment
from sinergi.connectors.telegram.words import number, place
from sinergi.lib.text import say

#: An album holds so many files at the most.
ALBUM = 10


def withdraw(api: Api, remote_id: str, *, log: str) -> None:
    at = place(remote_id)
    if at.album:
        numbers = _parts(Probe(api, at.chat, log), at.message)
        if numbers:
            _delete(api, "deleteMessages", chat_id=number(at.chat), message_ids=numbers)
        return
    _delete(api, "deleteMessage", chat_id=number(at.chat), message_id=at.message)


def _delete(api: Api, method: str, **what: Any) -> None:
    try:
        api.post(method, quiet=True, **what)
    except Refused as e:
        if "message to delete not found" in said(e) or "message_id_invalid" in said(e):
            return
        if "can't be deleted" in said(e):
            late = say("Telegram lets a bot delete what is younger than 48 hours. Delete it there.")
            raise Refused(late) from e
        raise


def _parts(probe: Probe, first: int) -> Sequence[int]:
    """Return the messages of an album: after the first, those of its second without words."""
    if not probe.log:
        alone = say(
            "Telegram does not tell a bot which pictures belong together. Delete this album in "
            "Telegram itself."
        )
        raise Refused(alone)
    head = probe.look(first)
    if not head:
        return ()
    with understanding(BASE):
        parts, at = [first], moment(head)
        for n in range(first + 1, first + ALBUM):
            message = probe.look(n)
            files = message and ("photo" in message or "video" in message)
            if not files or "caption" in message or moment(message) != at:
                break
            parts.append(n)
        return parts
