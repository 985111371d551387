"""The reference network of the AT Protocol, whole: we did not write it, and it is Bluesky's own.

A directory of accounts, one server for accounts with its sign-in pages, and the part that counts
and notifies, all on loopback addresses (``devenv/network.mjs``). It keeps its data in PostgreSQL,
Redis and a folder; all of them end with it.
"""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

import httpx

from tests.servers import plain
from tests.servers.node import installed, node
from tests.servers.packages import Missing, unavailable
from tests.support import postgres

RECIPE = Path(__file__).parent / "devenv"
#: Seconds: a cold start on a busy machine.
READY = 300.0
PASSWORD = "kata-sandi-uji"
QUIET = {"NODE_ENV": "development", "LOG_ENABLED": "false"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Network:
    """The running network: ``url`` of the server for accounts, ``directory`` of accounts."""

    url: str
    directory: str

    def join(self, name: str) -> Person:
        """Make an account called ``name``.test (at least three letters) and sign it in."""
        handle = f"{name}.test"
        given = {"handle": handle, "email": f"{handle}@example.go.id", "password": PASSWORD}
        told = ask("POST", f"{self.url}/xrpc/com.atproto.server.createAccount", json=given)
        return Person(self.url, handle, str(told["did"]), str(told["accessJwt"]))

    def transport(self, inner: httpx.BaseTransport) -> httpx.BaseTransport:
        """Return a way out on which the public directory is this network's, and nobody else is."""
        return Detour(inner, {"plc.directory": self.directory})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, who reads and writes through a client that is not ours."""

    server: str
    handle: str
    did: str
    token: str

    def app_password(self) -> str:
        told = self._ask("POST", "com.atproto.server.createAppPassword", json={"name": "Sinergi"})
        return str(told["password"])

    def take_away(self) -> None:
        """Let the app password no longer open anything."""
        self._ask("POST", "com.atproto.server.revokeAppPassword", json={"name": "Sinergi"})

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        """Post something; return its ``uri`` and ``cid``."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": now, **more}
        words = {"repo": self.did, "collection": "app.bsky.feed.post", "record": record}
        return self._ask("POST", "com.atproto.repo.createRecord", json=words)

    def reply(self, uri: str, text: str) -> dict[str, Any]:
        """Answer a post, as soon as the network shows it."""
        post = self.find(uri)
        named = {"uri": uri, "cid": post["cid"]}
        root = post["record"].get("reply", {}).get("root", named)
        return self.say(text, reply={"root": root, "parent": named})

    def like(self, uri: str) -> None:
        record: dict[str, Any] = {"subject": {"uri": uri, "cid": self.find(uri)["cid"]}}
        record |= {"createdAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
        words = {"repo": self.did, "collection": "app.bsky.feed.like", "record": record}
        self._ask("POST", "com.atproto.repo.createRecord", json=words)

    def find(self, uri: str) -> dict[str, Any]:
        """Return a post as everybody sees it, waiting until it is there."""

        def look() -> dict[str, Any] | None:
            told = self._ask("GET", "app.bsky.feed.getPosts", params={"uris": [uri]})
            return next(iter(told["posts"]), None)

        return until(look, 60, f"{uri} is not shown")

    def posts(self) -> list[dict[str, Any]]:
        """Return the records of our own posts."""
        asked = {"repo": self.did, "collection": "app.bsky.feed.post", "limit": "100"}
        told = self._ask("GET", "com.atproto.repo.listRecords", params=asked)
        return [dict(record) for record in told["records"]]

    def told(self, reason: str) -> list[dict[str, Any]]:
        """Return what this person was notified of."""
        told = self._ask("GET", "app.bsky.notification.listNotifications", params={"limit": "100"})
        return [note for note in told["notifications"] if note["reason"] == reason]

    def _ask(self, method: str, name: str, **request: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}"}
        return ask(method, f"{self.server}/xrpc/{name}", headers=headers, **request)


class Detour(httpx.BaseTransport):
    """A way out that leads some public names to loopback, and no other name anywhere."""

    def __init__(self, inner: httpx.BaseTransport, places: dict[str, str]) -> None:
        self.inner, self.places = inner, places

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if host in self.places:
            there = httpx.URL(self.places[host])
            url = request.url.copy_with(scheme=there.scheme, host=there.host, port=there.port)
            request = httpx.Request(
                request.method,
                url,
                headers={**request.headers, "host": url.netloc.decode()},
                stream=request.stream,
                extensions=request.extensions,
            )
        elif host not in {"localhost", "127.0.0.1"}:
            raise httpx.ConnectError(f"{host} is not part of the test", request=request)
        return self.inner.handle_request(request)

    def close(self) -> None:
        self.inner.close()


@contextmanager
def running(folder: Path) -> Iterator[Network]:
    """Run the network while the block runs, with its files in ``folder``.

    Skips the test, or fails it under ``CI``, when the network cannot be had here.
    """
    try:
        redis, place = _needed(), installed(RECIPE)
    except Missing as e:
        unavailable(f"The reference network of Bluesky cannot be run here: {e}")
    with postgres.cluster() as database, _redis(redis, folder) as cache:
        ports = dict(zip(("PLC", "PDS", "APPVIEW", "OZONE"), free_ports(4), strict=True))
        settings = {f"{name}_PORT": str(port) for name, port in ports.items()}
        settings |= {"DB_POSTGRES_URL": database, "REDIS_HOST": cache, "TMPDIR": str(folder)}
        with _started(place, settings, folder / "network.log"):
            yield Network(f"http://localhost:{ports['PDS']}", f"http://127.0.0.1:{ports['PLC']}")


def _needed() -> str:
    """Return the program of Redis. Raises Missing where it or PostgreSQL is not installed."""
    if postgres.programs() is None:
        raise Missing(postgres.MISSING)
    redis = shutil.which("redis-server")
    if redis is None:
        raise Missing("redis-server is not installed (Debian: redis-server)")
    return redis


@contextmanager
def _redis(program: str, folder: Path) -> Iterator[str]:
    port = free_ports(1)[0]
    words = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    with _ended(subprocess.Popen([program, *words], stdout=subprocess.DEVNULL)):
        yield f"127.0.0.1:{port}"


@contextmanager
def _started(place: Path, settings: dict[str, str], log: Path) -> Iterator[None]:
    # Such a setting would make its own loopback requests go through a proxy.
    kept = {n: v for n, v in os.environ.items() if not n.casefold().endswith("_proxy")}
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [str(node(place)), "network.mjs"],
            cwd=place,
            env={**kept, **QUIET, "NODE_COMPILE_CACHE": str(place / "compiled"), **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    with _ended(process):
        assert process.stdout is not None
        if not _says_ready(process.stdout):
            raise AssertionError(f"The network did not start:\n{log.read_text()[-2000:]}")
        yield


def _says_ready(output: IO[bytes]) -> bool:
    """Wait for the line that says so; false when the process ended or time is over."""
    end, said = time.monotonic() + READY, b""
    while time.monotonic() < end:
        if not select.select([output], [], [], 0.5)[0]:
            continue
        piece = os.read(output.fileno(), 65536)
        if not piece:
            return False
        said += piece
        if any(line.startswith(b'{"ready":true') for line in said.splitlines()):
            return True
    return False


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()  # it would wait for connections to end; nothing of it is kept
        process.communicate(timeout=10)


def free_ports(count: int) -> list[int]:
    """Return ports nobody listens on now."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def ask(method: str, url: str, **request: Any) -> dict[str, Any]:
    """Ask as an independent client does. Fails the test when the answer is no."""
    answer = plain.ask(method, url, timeout=30, **request)
    assert answer.status_code < 300, f"{url}: {answer.status_code} {answer.text[:500]}"
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def until(look: Callable[[], T | None], seconds: float, otherwise: str) -> T:
    """Look again until there is something. Fails with ``otherwise``."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found is not None:
            return found
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)
