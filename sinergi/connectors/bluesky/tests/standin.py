"""What stands in for the network: see ``sinergi.connectors.exam.standin``."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import httpx

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.records import stamp
from sinergi.connectors.bluesky.tests.asked import Told
from sinergi.connectors.bluesky.tests.gate import ISSUER
from sinergi.connectors.bluesky.tests.pretend import PASSWORD, Network
from sinergi.connectors.bluesky.tests.store import HANDLES, OFFICE, POST, WARGA
from sinergi.connectors.contract import Credentials, Draft, Media
from sinergi.connectors.exam.candidate import media

TYPED = {"server": ISSUER, "identifier": HANDLES[OFFICE], "password": PASSWORD}

#: Troubles of what is uploaded; that it takes a while only a video meets.
CONTAINERS = {"container slow", "container expired"}


class BlueskyStandIn:
    """One network with the account of a district, signed in with an app password.

    ``form`` says what ``draft`` makes.
    """

    connector = Bluesky

    def __init__(self, form: Literal["picture", "text", "video"] = "picture") -> None:
        self.network = Network()
        self.form, self.film = form, form == "video"
        self.credentials: Credentials = self.office(TYPED).renew().credentials
        self.troubles: Mapping[str, Callable[[], None]] = {
            "container slow": self._slow_video,
            "container expired": lambda: self._before("putRecord", self._thrown_away),
            "published twice": lambda: self._before("putRecord", self._written_before),
            "token revoked": lambda: self._before("putRecord", self._revoked),
            "access expired": lambda: self._before("putRecord", _expired),
            "rate limited": lambda: self._before("putRecord", _limited),
        }
        own = {"text": set(), "picture": {"container expired"}}.get(form, CONTAINERS)
        self.troubles = {n: t for n, t in self.troubles.items() if n in own or n not in CONTAINERS}

    def transport(self) -> httpx.BaseTransport:
        return self.network.transport()

    def office(self, credentials: Credentials | None = None) -> Bluesky:
        return Bluesky(credentials or self.credentials, httpx.Client(transport=self.transport()))

    def draft(self, words: str) -> Draft:
        if self.form == "text":
            return Draft(words)
        return Draft(words, (video() if self.film else media(),))

    def public(self) -> Sequence[str]:
        records = self.network.records.items()
        return [value["text"] for uri, (_, value) in records if uri.split("/")[2] == OFFICE]

    def speak(self, remote_id: str) -> str:
        """Let a citizen answer a post; return their words."""
        words = f"Buka sampai jam berapa? {secrets.token_hex(4)}"
        post = self.network.records[remote_id]
        named = {"uri": remote_id, "cid": post[0]}
        self.network.write(WARGA, said(words) | {"reply": {"root": named, "parent": named}})
        return words

    def approve(self, page: str) -> str:
        return self.network.gate.approve(page, OFFICE)

    def _before(self, path: str, happens: Callable[[], None]) -> None:
        self.network.next_trouble.append((path, happens))

    def _slow_video(self) -> None:
        self.network.videos.slow = 2

    def _thrown_away(self) -> None:
        """The uploads lay there for too long: an hour has passed."""
        self.network.blobs.clear()
        self.network.ahead += timedelta(hours=1)

    def _written_before(self) -> None:
        """Somebody wrote the same post under the same name already: a request of ours, repeated."""
        asked = self.network.asked[-1].body
        self.network.write(OFFICE, asked["record"], asked["rkey"])

    def _revoked(self) -> None:
        self.network.sessions.clear()
        self.network.refreshes.clear()


def _expired() -> None:
    raise Told(400, "ExpiredToken", "Token has expired")


def _limited() -> None:
    raise Told(429, "RateLimitExceeded", "Rate Limit Exceeded", Retry_After="289")


def said(words: str) -> dict[str, object]:
    """Return a post of these words as a record."""
    return {"$type": POST, "text": words, "createdAt": stamp(datetime.now(UTC)), "langs": ["id"]}


def video() -> Media:
    content = b"\x00\x00\x00\x18ftypmp42" + secrets.token_bytes(64)
    return Media(
        "pasar.mp4",
        "video/mp4",
        len(content),
        lambda: io.BytesIO(content),
        "Pasar pagi",
        1280,
        720,
        12.0,
    )
