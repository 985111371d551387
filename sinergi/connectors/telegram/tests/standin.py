"""What stands in for Telegram: it holds every request and answer against aiogram's types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import httpx

from sinergi.connectors.contract import Call, Draft
from sinergi.connectors.exam.candidate import media
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.network import Network, described
from sinergi.connectors.telegram.tests.world import (
    CHANNEL,
    ELSEWHERE,
    GROUP,
    LOG,
    TOKEN,
    No,
    Told,
    upgraded,
)

__all__ = ["StandIn", "signed"]


class StandIn:
    """``log``: the account has a log channel, so that what went out can be found again. ``form``
    says what ``draft`` makes.
    """

    connector = Telegram

    def __init__(
        self, form: Literal["text", "photo", "album"] = "text", *, log: bool = True
    ) -> None:
        self.form = form
        self.network = Network()
        self.credentials: Mapping[str, str] = {
            "token": TOKEN,
            "chat": "@kec_cibinong",
            "group": str(GROUP),
            "log": str(LOG) if log else "",
        }
        self.troubles: Mapping[str, Callable[[], None]] = {
            "flood": self._armed(No(429, "Too Many Requests: retry after 7", retry_after=7)),
            "token revoked": self._armed(No(401, "Unauthorized")),
            "bot removed": self._armed(No(403, "Forbidden: bot was kicked from the channel chat")),
            "group upgraded": self._armed(upgraded(ELSEWHERE)),
        }

    def _armed(self, no: No) -> Callable[[], None]:
        return lambda: self.network.armed.append(no)

    def transport(self) -> httpx.BaseTransport:
        return httpx.MockTransport(self.network.handle)

    def draft(self, words: str) -> Draft:
        files = {"text": (), "photo": (media(),), "album": (media(), media("Antrean"))}
        return Draft(words, media=files[self.form])

    def public(self) -> Sequence[str]:
        """Return the words of all posts in the channel; those of an album stand at its first."""
        posts = self.network.messages[CHANNEL].values()
        words = [post.get("text") or post.get("caption") for post in posts]
        return [word for word in words if word]

    def speak(self, remote_id: str) -> str:
        said = "Apakah harus membawa KTP asli?"
        self.network.comment(said, int(remote_id.partition("/")[2].rstrip("+")))
        return said

    def hook(self, update: Told) -> Call:
        """Return the call Telegram makes about an update, with the secret it was given."""
        return signed(update, self.network.secret)


def signed(update: Told, secret: str) -> Call:
    oracle = described()
    oracle.check_answer("getUpdates", [update])
    assert "getUpdates" in oracle.METHODS
    body = httpx.Request("POST", "https://kita.example", json=update).read()
    headers = {"content-type": "application/json", "x-telegram-bot-api-secret-token": secret}
    return Call("POST", {}, headers, body)
