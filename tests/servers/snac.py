"""snac2: a real server of the fediverse that we did not write, started on a loopback address.

It speaks Mastodon's client API (a part of it, with quirks of its own) and federates over plain
HTTP, so that a citizen of a second server can answer a post made on the first.
"""

from __future__ import annotations

import json
import os
import platform
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.servers import browser, plain
from tests.servers.packages import Missing, unavailable, unpacked

PACKAGES = ("snac2", "libcurl4t64", "libssl3t64", "libc6")

#: Names with a port are not understood in mentions, so every server has an address of its own.
PORT = 80
FIRST_HOST = 11
HOSTS = 200
THREADS = 24

#: Seconds: a cold start; a message to another server.
READY = 90.0
FEDERATED = 60.0

#: snac2 closes the connection after every answer without saying so.
CLOSE = {"Connection": "close"}

T = TypeVar("T")

#: What this process has taken; see ``_taken``.
_NAMES: list[socket.socket] = []


@dataclass(slots=True)
class Snac:
    """One running server. ``url`` is its address; files are in ``folder``."""

    folder: Path
    host: str
    process: subprocess.Popen[bytes]
    passwords: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @classmethod
    def start(cls, folder: Path, host: str = "127.0.0.11") -> Self:
        """Make and start a server that keeps its files in ``folder`` (which may not exist yet).

        Skips the test, or fails it under ``CI``, when the server cannot be had here.
        """
        try:
            _port_is_ours(host)
            _program()
        except Missing as e:
            unavailable(f"snac2 cannot be run here: {e}")
        if not (folder / "server.json").exists():
            _make(folder, host)
        server = cls(folder, host, _start(folder))
        try:
            server._wait()
        except AssertionError:
            server.stop()
            raise
        return server

    @classmethod
    @contextmanager
    def pair(cls, folder: Path) -> Iterator[tuple[Self, Self]]:
        """Run two servers that can talk to each other; they end with the block."""
        try:
            first, second = free_hosts(2)
        except Missing as e:
            unavailable(f"snac2 cannot be run here: {e}")
        with ExitStack() as ending:
            one = cls.start(folder / "first", first)
            ending.callback(one.kill)
            two = cls.start(folder / "second", second)
            ending.callback(two.kill)
            yield one, two

    def stop(self) -> None:
        """End the server. Its files stay; ``start`` on the same folder continues with them."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def kill(self) -> None:
        """End the server for good: it would take seconds to put away what nobody reads."""
        self.process.kill()
        self.process.wait(10)

    def restart(self) -> None:
        self.stop()
        self.process = _start(self.folder)
        self._wait()

    def add_user(self, name: str) -> str:
        """Make a person on this server and return the password."""
        told = _run(["adduser", str(self.folder), name], "\n")
        found = re.search(r"^User password is (\S+)", told, re.MULTILINE)
        assert found, told
        self.passwords[name] = found[1]
        return found[1]

    def approve(self, authorize: str, name: str, back: str) -> str:
        """Be the person ``name`` at the page ``authorize``; return the redirect with the code."""
        return browser.sign_in(authorize, name=name, password=self.passwords[name], back=back)

    def citizen(self, name: str) -> Citizen:
        """Return a person of this server, made and signed in by our own client code."""
        if name not in self.passwords:
            self.add_user(name)
        return Citizen(self.url, name, self.host, self._token(name), self.passwords[name])

    def _token(self, name: str) -> str:
        back = "http://127.0.0.1:9/back"
        app = _ask("POST", f"{self.url}/api/v1/apps", json=_app(back))
        asked = {
            "response_type": "code",
            "client_id": app["client_id"],
            "redirect_uri": back,
            "scope": "read write follow",
        }
        page = f"{self.url}/oauth/authorize?{urlencode(asked)}"
        given = {
            "grant_type": "authorization_code",
            "code": code_of(self.approve(page, name, back)),
            "redirect_uri": back,
            "client_id": app["client_id"],
            "client_secret": app["client_secret"],
        }
        told = _ask("POST", f"{self.url}/oauth/token", data=given)
        return str(told["access_token"])

    def _wait(self) -> None:
        end = time.monotonic() + READY
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex((self.host, PORT)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(f"snac2 did not start on {self.url}:\n{log_of(self.folder)}")


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person with an account on a server, who reads and answers through the client API."""

    server: str
    name: str
    host: str
    token: str
    password: str

    @property
    def handle(self) -> str:
        return f"@{self.name}@{self.host}"

    def say(self, text: str, *, visibility: str = "public", **more: str) -> dict[str, Any]:
        """Post something; return the status as the server tells it."""
        words = {"status": text, "visibility": visibility, **more}
        told: dict[str, Any] = self._ask("POST", "/api/v1/statuses", json=words)
        return told

    def find(self, url: str) -> dict[str, Any]:
        """Look a post of any server up by its address, waiting until it is reachable.

        snac2 fetches a post it does not know only from the search box of its own pages, so the
        address is pasted there first, as a person does.
        """

        def look() -> dict[str, Any] | None:
            mine, box = (self.name, self.password), f"{self.server}/{self.name}/admin"
            plain.ask("GET", box, params={"q": url}, auth=mine, headers=CLOSE, timeout=20)
            asked = {"q": url, "resolve": "true", "limit": "5"}
            told = self._ask("GET", "/api/v2/search", params=asked)
            return next(iter(told.get("statuses") or ()), None)

        return until(look, FEDERATED, f"{self.handle} cannot see {url}")

    def status(self, number: str) -> dict[str, Any]:
        """Return a post of this person as their own server tells it."""
        told: dict[str, Any] = self._ask("GET", f"/api/v1/statuses/{number}")
        return told

    def reply(self, url: str, text: str, *, visibility: str = "public") -> dict[str, Any]:
        """Answer the post at ``url``, named as a person's client does it."""
        status = self.find(url)
        author = f"@{status['account']['acct']}"
        return self.say(f"{author} {text}", visibility=visibility, in_reply_to_id=status["id"])

    def like(self, url: str) -> None:
        self._ask("POST", f"/api/v1/statuses/{self.find(url)['id']}/favourite")

    def follow(self, handle: str) -> None:
        """Follow a person of another server, who is looked up by handle."""

        def look() -> dict[str, Any] | None:
            asked = {"q": handle, "resolve": "true", "type": "accounts"}
            told = self._ask("GET", "/api/v2/search", params=asked)
            return next(iter(told.get("accounts") or ()), None)

        found = until(look, FEDERATED, f"{self.handle} cannot find {handle}")
        self._ask("POST", f"/api/v1/accounts/{found['id']}/follow")

    def mentions(self) -> list[dict[str, Any]]:
        """Return the posts this person was named in, newest first."""
        asked = {"limit": "40", "types[]": "mention"}
        told = self._ask("GET", "/api/v1/notifications", params=asked)
        return [note["status"] for note in told or () if note["type"] == "mention"]

    def awaits_mention(self, words: str) -> dict[str, Any]:
        """Wait until a post that names this person and holds ``words`` has arrived."""

        def look() -> dict[str, Any] | None:
            return next((s for s in self.mentions() if words in str(s.get("content"))), None)

        return until(look, FEDERATED, f"nobody told {self.handle}: {words}")

    def own(self) -> list[dict[str, Any]]:
        """Return this person's own posts, newest first."""
        me = self._ask("GET", "/api/v1/accounts/verify_credentials")
        told = self._ask("GET", f"/api/v1/accounts/{me['id']}/statuses", params={"limit": "40"})
        return list(told or ())

    def _ask(self, method: str, path: str, **request: Any) -> Any:
        bearer = {"Authorization": f"Bearer {self.token}"}
        return _ask(method, self.server + path, headers=bearer, **request)


def code_of(redirect: str) -> str:
    """Return the code in the address a network sends a person back to."""
    return parse_qs(urlsplit(redirect).query)["code"][0]


def until(look: Callable[[], T | None], seconds: float, otherwise: str) -> T:
    """Ask again and again until there is an answer. Fails the test when none comes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(0.2)
    raise AssertionError(otherwise)


def free_hosts(count: int) -> list[str]:
    """Return loopback addresses whose port is free, and that no other process of tests has taken.

    Raises Missing when the port may not be used at all.
    """
    found: list[str] = []
    for number in range(FIRST_HOST, FIRST_HOST + HOSTS):
        host = f"127.0.0.{number}"
        if _taken(host) and _port_is_free(host):
            found.append(host)
        if len(found) == count:
            return found
    raise Missing(f"port {PORT} is taken on every loopback address that was tried")


def _taken(host: str) -> bool:
    """Take an address for this process until it ends; false when another one, or it, has it.

    A name that only Linux knows does it: it is gone with the process, however that ends.
    """
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0sinergi-tests-{host}")
    except OSError:
        name.close()
        return False
    _NAMES.append(name)
    return True


def log_of(folder: Path) -> str:
    """Return the end of what a server wrote about itself."""
    path = folder.with_suffix(".log")
    return path.read_text(errors="replace")[-2000:] if path.exists() else ""


def _ask(method: str, url: str, **request: Any) -> Any:
    headers = {**request.pop("headers", {}), **CLOSE}
    answer = plain.ask(method, url, headers=headers, timeout=20, **request)
    answer.raise_for_status()
    return answer.json() if answer.content.strip() else None


def _app(back: str) -> dict[str, str]:
    return {"client_name": "Warga", "redirect_uris": back, "scopes": "read write follow"}


def _port_is_free(host: str) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, PORT))
        except PermissionError as e:
            raise Missing(f"port {PORT} may not be opened by this user") from e
        except OSError:
            return False
    return True


def _port_is_ours(host: str) -> None:
    if not _port_is_free(host):
        raise Missing(f"port {PORT} of {host} is taken")


def _program() -> list[str]:
    """Return the command of snac2: run by its own loader, with its own libraries."""
    libraries = unpacked("snac", PACKAGES) / "usr/lib" / f"{platform.machine()}-linux-gnu"
    loaders = sorted(libraries.glob("ld-linux*.so.*"))
    if not loaders:
        raise Missing(f"its loader is not under {libraries}")
    program = libraries.parents[1] / "bin/snac"
    return [str(loaders[0]), "--library-path", str(libraries), str(program)]


def _run(words: list[str], typed: str) -> str:
    done = subprocess.run(
        [*_program(), *words], input=typed, capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout + done.stderr


def _make(folder: Path, host: str) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _run(["init", str(folder)], f"{host}\n{PORT}\n{host}\n\nadmin@example.com\n")
    settings = folder / "server.json"
    told = json.loads(settings.read_text())
    told |= {"protocol": "http", "disable_email_notifications": True, "queue_retry_minutes": 1}
    # It delivers to itself too, and with few threads waits for itself.
    told["num_threads"] = THREADS
    settings.write_text(json.dumps(told, indent=1))


def _start(folder: Path) -> subprocess.Popen[bytes]:
    with folder.with_suffix(".log").open("ab") as log:
        return subprocess.Popen(
            [*_program(), "httpd", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "DEBUG": "0"},
        )
