"""Telegram's Bot API, version 10. https://core.telegram.org/bots/api"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import httpx

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import (
    About,
    Call,
    Checks,
    Choice,
    Credentials,
    Draft,
    Event,
    Field,
    Identity,
    Keep,
    Limits,
    Listens,
    MeasuresAccount,
    Metric,
    Missing,
    Page,
    Progress,
    Published,
    Publishes,
    Replies,
    Sample,
    SetsHook,
    Withdraws,
)
from sinergi.connectors.telegram import checking, hearing, looking, sending
from sinergi.connectors.telegram.answers import House, readable, update_of
from sinergi.connectors.telegram.api import BASE, Api
from sinergi.connectors.telegram.words import LINK, address, length, place, typed
from sinergi.lib.text import say

CARD = About(
    slug="telegram",
    name="Telegram",
    chip="TG",
    limits=Limits(
        text=4096,
        text_with_media=1024,
        images=10,
        image_bytes=10_000_000,
        image_types=("image/jpeg", "image/png", "image/webp"),
        image_side=5000,
        shapes=(1 / 20, 20.0),
        videos=10,
        video_bytes=50_000_000,
        mixed=True,
    ),
    count=length,
    sign_in=(
        Field("token", say("Bot token"), secret=True, help=say("From @BotFather: 123456:ABC…")),
        Field(
            "chat",
            say("Channel or group"),
            help=say("Its @name, or its number where it is private: -100…"),
        ),
        Field(
            "group",
            say("Discussion group"),
            required=False,
            help=say("Where people comment on the channel's posts: its @name or number."),
        ),
        Field(
            "log",
            say("Log channel"),
            required=False,
            help=say(
                "A private channel of the bot and nobody else. Files are sent there first, and "
                "after a doubt Sinergi can look whether a post went out."
            ),
        ),
    ),
    options=(
        Field(
            "preview",
            say("Preview of links"),
            required=False,
            default="on",
            choices=(Choice("on", say("Shown")), Choice("off", say("Not shown"))),
        ),
    ),
    poll_every=timedelta(seconds=20),
    metrics=(
        Metric(
            "members",
            say("Members"),
            say("People who follow the channel or are in the group, when it was asked."),
        ),
    ),
    link=LINK,
    home="https://web.telegram.org/",
    by_hand=(
        say("Views and reactions: Telegram does not tell them to bots. Read them in the app."),
        say("Deleting what is older than 48 hours: in the Telegram app."),
    ),
    guide="telegram",
)


class Telegram(
    SetsHook, Checks, MeasuresAccount, Withdraws, Listens, Replies, Publishes
):  # what it can do is what it inherits
    own_address: ClassVar[bool] = True
    about: ClassVar[About] = CARD

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.api = Api(credentials.get("token", ""), http)
        self.chat = typed(credentials.get("chat", ""))
        self.log = typed(credentials.get("log", ""))
        self.house = House(self.chat, typed(credentials.get("group", "")))

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
        return list(checking.missing(self.api, self.house, self.log))

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
        looking.withdraw(self.api, remote_id, log=self.log)

    # -- people ----------------------------------------------------------------------------------

    def listen(self, cursor: str | None) -> Page:
        return hearing.listen(self.api, cursor, self.house, hearing.moment())

    def challenge(self, call: Call) -> str | None:
        return None  # Telegram asks for no proof; it says our secret with every call

    def genuine(self, call: Call) -> bool:
        return hearing.genuine(self.api, call)

    def events(self, body: bytes) -> Sequence[Event]:
        heard = tuple(readable([update_of(body) or {}], self.house))
        return (Event("", heard),) if heard else ()

    def set_hook(self, address: str) -> None:
        hearing.set_hook(self.api, address)
