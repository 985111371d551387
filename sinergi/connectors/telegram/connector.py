"""Telegram's Bot API, version 10. https://core.telegram.org/bots/api"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

import httpx

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import (
    About,
    Call,
    Checks,
    Credentials,
    Draft,
    Edits,
    Event,
    Fetched,
    Fetches,
    Identity,
    IncomingKind,
    Keep,
    Likes,
    Listens,
    MeasuresAccount,
    Missing,
    Page,
    Progress,
    Published,
    Publishes,
    Removes,
    Replies,
    Sample,
    SetsHook,
    Withdraws,
)
from sinergi.connectors.telegram import (
    checking,
    editing,
    fetching,
    hearing,
    looking,
    moderating,
    sending,
    withdrawing,
)
from sinergi.connectors.telegram.answers import House
from sinergi.connectors.telegram.api import BASE, Api
from sinergi.connectors.telegram.card import CARD
from sinergi.connectors.telegram.words import address, place


class Telegram(
    SetsHook, Fetches, Checks, MeasuresAccount, Withdraws, Edits, Likes, Removes, Listens, Replies,
    Publishes,
):  # fmt: skip  # what it can do is what it inherits
    own_address: ClassVar[bool] = True
    removes: ClassVar[frozenset[IncomingKind]] = frozenset({"comment", "mention"})
    about: ClassVar[About] = CARD

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.api = Api(credentials, http)
        self.chat, self.log = self.api.chats.named["chat"], self.api.chats.named["log"]

    # -- the account -----------------------------------------------------------------------------

    def identify(self) -> Identity:
        self.api.get("getMe")
        chat = self.api.get("getChat", chat_id=self.chat)
        with understanding(BASE):
            name, number = chat.get("username"), str(int(chat["id"]))
            title = str(chat.get("title") or name or number)
            return Identity(
                handle=f"@{name}" if name else title,
                name=title,
                url=f"https://t.me/{name}" if name else "",
                remote_id=number,
            )

    def missing(self) -> Sequence[Missing]:
        return list(checking.missing(self.api, House.of(self.api.chats), self.log))

    def measure_account(self) -> Iterator[Sample]:
        count = self.api.get("getChatMemberCount", chat_id=self.chat)
        if type(count) is int:
            yield Sample("", "members", count, hearing.moment())

    # -- posts -----------------------------------------------------------------------------------

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        sending.prepare(self.api, draft, progress, keep, log=self.log)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.api, draft, progress, chat=self.chat)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return looking.find(self.api, draft, since, known, chat=self.chat, log=self.log)

    def thread_url(self, remote_id: str) -> str:
        at = place(remote_id)
        if at.alone:
            return ""
        chat = self.api.get("getChat", chat_id=at.chat)
        with understanding(BASE):
            return address(chat, at.message)

    def withdraw(self, remote_id: str) -> None:
        withdrawing.withdraw(self.api, remote_id, log=self.log)

    def edit(self, remote_id: str, text: str) -> None:
        editing.edit(self.api, remote_id, text)

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return hearing.listen(self.api, cursor, hearing.moment())

    def like(self, remote_id: str, *, liked: bool) -> None:
        moderating.like(self.api, remote_id, liked=liked)

    def remove(self, remote_id: str) -> None:
        moderating.remove(self.api, remote_id)

    def fetch(self, attachment: str) -> Fetched:
        return fetching.fetch(self.api, attachment)

    def challenge(self, call: Call) -> str | None:
        return None  # Telegram asks for no proof; it says our secret with every call

    def genuine(self, call: Call) -> bool:
        return hearing.genuine(self.api, call)

    def events(self, body: bytes) -> Sequence[Event]:
        return hearing.events(self.api, body)

    def set_hook(self, address: str) -> None:
        hearing.set_hook(self.api, address)
