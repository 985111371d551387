"""What an account on X still lacks, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from sinergi.connectors.contract import Missing
from sinergi.connectors.x import subscribing
from sinergi.connectors.x.api import Api
from sinergi.connectors.x.listening import hears
from sinergi.lib.text import say


def missing(api: Api) -> Iterator[Missing]:
    if not api.credentials.get("refresh_token"):
        yield Missing(
            say("Access to this account ends two hours after it was given."),
            say("Connect it again and allow lasting access."),
        )
    if not hears(api):
        yield Missing(
            say("Private messages are not read."),
            say("Connect the account again and allow its private messages, if you want them here."),
        )
    if not (api.app("consumer_key") and api.app("consumer_secret")):
        yield Missing(
            say("X does not call us when somebody writes; we ask every two minutes."),
            say("Whoever runs Sinergi enters the API key and its secret of the app on X."),
        )
    elif not subscribing.subscribed(api, subscribing.app_access(api), api.me()):
        yield Missing(
            say("X was not asked to call us about this account."),
            say("Connect the account again. The app on X must be allowed websubscribing."),
        )
