"""What a number still lacks before people can write to it and be answered."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.connectors.answers import items_of, understanding
from sinergi.connectors.contract import Missing
from sinergi.connectors.graph.api import BASE
from sinergi.connectors.whatsapp.api import Api
from sinergi.lib.text import say

NUMBER = "display_phone_number,verified_name,quality_rating,name_status"


def missing(api: Api) -> Iterator[Missing]:
    if not api.app_secret or not api.app_word:
        yield Missing(
            say("What WhatsApp calls to say cannot be believed: the app's secret is not entered."),
            say("Enter the app's secret and the word for its webhook, both from the app's pages."),
        )
    told = api.get(api.business, "/subscribed_apps")
    with understanding(BASE):
        subscribed = items_of(told["data"])
    if not subscribed:
        yield Missing(
            say("WhatsApp does not call us: the app is not subscribed to the business account."),
            say("Connect the account again: that subscribes the app."),
        )
    number = api.get(api.phone, fields=NUMBER)
    with understanding(BASE):
        quality, name = number.get("quality_rating"), number.get("name_status")
    if quality == "RED":
        yield Missing(
            say("Many people have blocked or reported this number; it may be barred soon."),
            say("Answer only who wrote. Look into the WhatsApp Manager."),
        )
    if name in {"DECLINED", "EXPIRED"}:
        yield Missing(
            say("WhatsApp does not show the name of this number: it was not approved."),
            say("Ask for another name in the WhatsApp Manager."),
        )
