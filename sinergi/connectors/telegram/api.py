"""One bot, asked with its token. https://core.telegram.org/bots/api#making-requests"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx

from sinergi.connectors.answers import WORDS, host_of, understanding
from sinergi.connectors.contract import Credentials
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut, Unavailable
from sinergi.connectors.http import ask, call
from sinergi.connectors.refusals import patience, words
from sinergi.connectors.telegram.moving import Chats
from sinergi.lib.text import say

BASE = "https://api.telegram.org"

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")

#: Seconds a visible request may take: what is given up too early becomes a doubt, and Telegram
#: has no way to settle it.
LONG = 60.0


class Api:
    """Every answer is JSON that has not been looked into; every failure is one of the four.

    The token is part of every address: it is handed to ``call`` as a secret, so that no page that
    repeats the address shows it.
    """

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.token, self.http = credentials.get("token", "").strip(), http
        self.chats = Chats.of(credentials)

    @property
    def bot(self) -> str:
        """Return the bot's own id: it stands in the token before the colon."""
        return self.token.partition(":")[0]

    def get(self, method: str, **asked: Any) -> Any:
        spelled = {name: spell(value) for name, value in asked.items() if value is not None}
        with self._followed(asked):
            return self._call("GET", method, harmless=True, params=spelled)

    def post(self, method: str, *, quiet: bool = False, files: Any = None, **said: Any) -> Any:
        """Write. ``quiet``: the public does not see it, and it may be done twice.

        With files everything goes as a form, lists and objects in it as JSON.
        """
        given = {name: value for name, value in said.items() if value is not None}
        form = {name: spell(value) for name, value in given.items()}
        body = {"data": form, "files": files} if files else {"json": given}
        with self._followed(said):
            return self._call("POST", method, harmless=quiet, **body)

    def file(self, path: str) -> bytes:
        """Return the bytes of a file. https://core.telegram.org/bots/api#getfile"""
        told = ask(
            self.http,
            "GET",
            f"{BASE}/file/bot{self.token}/{path}",
            meaning=meaning,
            secrets=(self.token,),
            raw=True,
        ).told
        return bytes(told)

    @contextmanager
    def _followed(self, asked: dict[str, Any]) -> Iterator[None]:
        """Raise Moved where a request is refused because its chat, one of ours, is elsewhere."""
        try:
            yield
        except Refused as e:
            if "moved_to" not in e.facts:
                raise
            raise self.chats.answer(e, asked.get("chat_id")) from e

    def _call(self, verb: str, method: str, *, harmless: bool, **request: Any) -> Any:
        if not TOKEN.fullmatch(self.token):  # never given out, and nothing to put into an address
            raise SignedOut(say("This is not the token of a bot."))
        told = call(
            self.http,
            verb,
            f"{BASE}/bot{self.token}/{method}",
            repeatable=harmless,
            meaning=meaning,
            secrets=(self.token,),
            timeout=self.http.timeout if harmless else httpx.Timeout(LONG, connect=10.0),
            **request,
        )
        with understanding(BASE, harmless=harmless):
            if told["ok"] is not True:
                raise ValueError("an answer that is not ok")
            return told["result"]


def spell(value: Any) -> str:
    """Return a value as forms and queries hold it: words as they are, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
    """Return which of the errors a refusal is; nothing where it is not built as Telegram's are.

    https://core.telegram.org/bots/api#responseparameters
    """
    said = told.get("description") if isinstance(told, dict) else None
    status = answer.status_code
    if not isinstance(said, str) or status >= 500:
        return None
    host, reason = host_of(str(answer.request.url)), words(said.encode("utf-8", "replace"))[:WORDS]
    parameters = told.get("parameters")
    given = parameters if isinstance(parameters, dict) else {}
    if status == 429:
        wait = _wait(given) or patience(answer.headers)
        return Unavailable(say("{host} asks us to slow down."), retry_after=wait, host=host)
    if status == 401 or (status == 404 and said == "Not Found"):  # a token that is none is a 404
        return SignedOut(say("{host} no longer accepts this account's access."), host=host)
    if type(given.get("migrate_to_chat_id")) is int:
        moved, to = say("This group became a supergroup: {reason}"), given["migrate_to_chat_id"]
        return Refused(moved, moved_to=str(to), status=status, reason=reason)
    if status == 403:
        shut = say("Telegram does not let the bot in: {reason}. Make it an administrator again.")
        return Refused(shut, status=status, reason=reason)
    refused = say("{host} refused this ({status}): {reason}")
    return Refused(refused, host=host, status=status, reason=reason)


def _wait(parameters: dict[str, Any]) -> timedelta | None:
    seconds = parameters.get("retry_after")
    return timedelta(seconds=seconds) if type(seconds) is int and 0 <= seconds < 10**6 else None


def said(error: Refused) -> str:
    """Return the network's reason in small letters."""
    return str(error.facts.get("reason", "")).casefold()
