"""An account of ours on the reference network of the AT Protocol, and what it posts."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx
from PIL import Image

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.client import SCOPE
from sinergi.connectors.contract import Credentials, Draft, Incoming, Media, Published
from sinergi.connectors.exam.candidate import BACK
from sinergi.networks import guard
from tests.servers import pages
from tests.servers.atproto import PASSWORD, Network, Person, until

NOTHING: frozenset[str] = frozenset()
LOOPBACK = ["127.0.0.0/8", "::1/128"]


@dataclass(frozen=True, slots=True)
class Office:
    """An account of ours: the person it belongs to, and the connector that works for it."""

    network: Network
    person: Person
    credentials: Credentials

    def transport(self) -> httpx.BaseTransport:
        return way(self.network)

    def connector(self, wire: httpx.BaseTransport | None = None) -> Bluesky:
        return connector(self.network, self.credentials, wire)

    def publish(self, draft: Draft) -> Published:
        return self.connector().publish(draft, key="k", progress=self.prepared(draft))

    def prepared(self, draft: Draft) -> dict[str, str]:
        kept: dict[str, str] = {}
        key = secrets.token_hex(16)
        self.connector().prepare(draft, key=key, progress={}, keep=kept.__setitem__)
        return kept

    def find(self, progress: dict[str, str]) -> Published | None:
        since = datetime.now(UTC) - timedelta(minutes=1)
        return self.connector().find(
            Draft(""), key="k", progress=progress, since=since, known=NOTHING
        )

    def seen(self, post: Published) -> dict[str, Any]:
        """Return a post as everybody sees it."""
        return self.person.find(post.remote_id)

    def heard(self, words: str) -> Incoming:
        def look() -> Incoming | None:
            items = self.connector().listen(None).items
            return next((item for item in items if words in item.text), None)

        return until(look, 60, f"never heard: {words}")


@cache
def way(network: Network) -> httpx.BaseTransport:
    """Return the way to a network that the house takes; one for all, as it takes long to make."""
    return network.transport(guard.client(LOOPBACK)._transport)


def connector(
    network: Network, credentials: Credentials, wire: httpx.BaseTransport | None = None
) -> Bluesky:
    return Bluesky(credentials, httpx.Client(transport=wire or way(network), timeout=45))


def approved(page: str, person: Person) -> str:
    """Be the person at the page; return the code they come back with."""
    given = pages.approve(page, name=person.handle, password=PASSWORD, scope=SCOPE)
    assert given["redirect_uri"] == BACK
    assert given["state"] == "the-state"
    return given["code"]


def signed_in(network: Network, person: Person) -> Credentials:
    """Sign in by OAuth, as a person does in the browser."""
    before = connector(network, {"server": network.url, "identifier": person.handle})
    verifier = secrets.token_urlsafe(48)  # servers take none twice
    step = before.begin(redirect=BACK, state="the-state", verifier=verifier)
    given = before.finish(
        code=approved(step.url, person),
        redirect=BACK,
        verifier=verifier,
        remembered=step.remember,
    )
    assert given.expires is not None
    assert given.expires > datetime.now(UTC)
    return given.credentials


def words() -> str:
    """Return a text no other test has sent."""
    return f"Layanan Sabtu tetap buka, loket {secrets.token_hex(4)}."


def picture(alt: str) -> Media:
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), tuple(secrets.token_bytes(3))).save(drawn, "PNG")
    content = drawn.getvalue()
    return Media("loket.png", "image/png", len(content), lambda: io.BytesIO(content), alt, 64, 48)


def film() -> Media:
    """Return the beginning of a film: as much as a server looks at."""
    content = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + secrets.token_bytes(500)
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
