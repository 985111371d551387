"""A group that becomes a supergroup gets a new number. It is followed: the refusal of what goes to
the old one tells us, and a message in the group.

https://core.telegram.org/bots/api#responseparameters and https://core.telegram.org/bots/api#message
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sinergi.connectors.contract import Credentials
from sinergi.connectors.errors import Moved, Refused
from sinergi.connectors.telegram.words import typed
from sinergi.lib.text import say

#: The credentials that name a chat.
NAMES = ("chat", "group", "log")


@dataclass(frozen=True, slots=True)
class Chats:
    """The chats of an account by the names of its credentials; and by its old number, where each
    that was moved is now. Kept with the credentials as ``moved``: "-45>-10045 -46>-10046".
    """

    named: Mapping[str, str]
    moved: Mapping[str, str]

    @classmethod
    def of(cls, credentials: Credentials) -> Chats:
        pairs = (pair.partition(">") for pair in credentials.get("moved", "").split())
        named = {name: typed(credentials.get(name, "")) for name in NAMES}
        return cls(named, {old: new for old, _, new in pairs if old and new})

    def after(self, old: str, new: str) -> Credentials:
        """Return the credentials that change when a chat has moved; none when it is not ours."""
        named = {name: new for name, chat in self.named.items() if chat and chat == old}
        spelled = " ".join(f"{a}>{b}" for a, b in {**self.moved, old: new}.items())
        return {**named, "moved": spelled} if named else {}

    def with_(self, changed: Credentials) -> Chats:
        return Chats.of({**self.named, **changed}) if changed else self

    def told(self, updates: Iterable[Any]) -> Credentials:
        """Return the credentials that change by what updates say of groups that moved."""
        chats, changed = self, dict[str, str]()
        for update in updates:
            pair = _moved(update)
            if pair is not None:
                more = chats.after(*pair)
                chats, changed = chats.with_(more), {**changed, **more}
        return changed

    def answer(self, refused: Refused, asked: object) -> Refused | Moved:
        """Return what a refusal is that names the new number of the chat that was asked for."""
        to = str(refused.facts["moved_to"])
        changed = self.after(str(asked), to)
        if not changed:
            return refused
        moved = say("The group became a supergroup. Its number is {chat} now.")
        return Moved(moved, credentials=changed, chat=to)


def _moved(update: Any) -> tuple[str, str] | None:
    """Return the old and the new number of a group of which an update says that it moved."""
    message = update.get("message") if isinstance(update, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("chat"), dict):
        return None
    old, new = message["chat"].get("id"), message.get("migrate_to_chat_id")
    return (str(old), str(new)) if type(old) is int and type(new) is int else None
