"""WhatsApp's Cloud API. https://developers.facebook.com/docs/whatsapp/cloud-api"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import (
    About,
    Call,
    Checks,
    Credentials,
    Draft,
    Event,
    Fetched,
    Fetches,
    Field,
    Identity,
    Keep,
    Limits,
    Missing,
    Progress,
    Published,
    Publishes,
    Replies,
    SetsHook,
    TellsOptions,
)
from sinergi.connectors.graph.api import BASE
from sinergi.connectors.graph.hooks import answer_to, signed
from sinergi.connectors.whatsapp import answers, checking, sending, templates
from sinergi.connectors.whatsapp.api import Api
from sinergi.connectors.whatsapp.words import chat, digits, place
from sinergi.lib.text import say

CARD = About(
    slug="whatsapp",
    name="WhatsApp",
    chip="WA",
    limits=Limits(
        text=4096,
        text_with_media=1024,
        images=1,
        image_bytes=5_000_000,
        image_types=("image/jpeg", "image/png"),
        videos=1,
        video_bytes=16_000_000,
        video_types=("video/mp4", "video/3gpp"),
    ),
    sign_in=(
        Field("token", say("Token of the system user"), secret=True),
        Field("phone", say("Id of the phone number"), help=say("Figures, not the number itself.")),
        Field("business", say("Id of the WhatsApp business account")),
    ),
    options=templates.FIELDS,
    needs=("whatsapp_business_messaging", "whatsapp_business_management"),
    app=(
        Field("app_secret", say("Secret of the app"), secret=True),
        Field(
            "app_verify_token",
            say("Word for the webhook"),
            secret=True,
            help=say("Make one up, and enter the same here and with the app."),
        ),
    ),
    prepares=True,
    reply_window=timedelta(hours=24),
    home="https://business.facebook.com/wa/manage/",
    by_hand=(
        say(
            "News for all: a WhatsApp Channel has no API. Post it in WhatsApp on the office phone."
        ),
        say(
            "WhatsApp says what people write only once, when they write it: it cannot be asked "
            "again. What came before the account was connected is on the phone."
        ),
    ),
    posts=False,
    guide="whatsapp",
)


class WhatsApp(
    SetsHook, Fetches, Checks, TellsOptions, Replies, Publishes
):  # what it can do is what it inherits
    own_address: ClassVar[bool] = False
    about: ClassVar[About] = CARD

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.api = Api(credentials, http)

    # -- the account -----------------------------------------------------------------------------

    def identify(self) -> Identity:
        told = self.api.get(self.api.phone, fields=f"id,{checking.NUMBER}")
        with understanding(BASE):
            number, phone = name_of(told, "display_phone_number"), name_of(told, "id")
            return Identity(
                handle=number,
                name=str(told.get("verified_name") or number),
                url=chat(digits(number)),
                remote_id=phone,
            )

    def missing(self) -> Sequence[Missing]:
        return list(checking.missing(self.api))

    def options(self) -> tuple[Field, ...]:
        return templates.options(self.api)

    # -- answers ---------------------------------------------------------------------------------

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        sending.prepare(self.api, draft, progress, keep)

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return sending.publish(self.api, draft, key, progress)

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return None  # nothing can be read back: a receipt with our key settles it, or a person

    def thread_url(self, remote_id: str) -> str:
        return place(remote_id).url

    # -- people ----------------------------------------------------------------------------------

    def fetch(self, attachment: str) -> Fetched:
        """Return a file somebody sent: WhatsApp tells its address for some minutes.

        https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
        """
        told = self.api.get(attachment.removeprefix(f"{BASE}/"))
        with understanding(BASE):
            mime, address = name_of(told, "mime_type"), name_of(told, "url")
        return Fetched(mime.partition(";")[0].strip(), self.api.file(address))

    def challenge(self, call: Call) -> str | None:
        return answer_to(call, self.api.app_word)

    def genuine(self, call: Call) -> bool:
        return signed(call, self.api.app_secret)

    def events(self, body: bytes) -> Sequence[Event]:
        return list(answers.events(body))

    def set_hook(self, address: str) -> None:
        """Subscribe the app to the business account, and name our address for it."""
        wanted = {"override_callback_uri": address, "verify_token": self.api.app_word}
        self.api.post(self.api.business, "/subscribed_apps", quiet=True, json=wanted)
