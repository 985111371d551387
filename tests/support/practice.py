"""The practice network as a server beside the tests, with every way to fail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sinergi.connectors.sandbox.__main__ import Handler, Server
from sinergi.connectors.sandbox.faults import Faults
from sinergi.connectors.sandbox.server import Application
from sinergi.connectors.sandbox.store import Post, Store


@dataclass(frozen=True, slots=True)
class Practice:
    url: str
    store: Store
    faults: Faults

    def join(self, handle: str, name: str = "") -> dict[str, str]:
        """Return the credentials of an account, made where it does not exist."""
        return {"server": self.url, "token": self.store.join(handle, name or handle)}

    def answer(self, post: str, text: str, handle: str = "warga.melati") -> Post:
        """Let a citizen answer a post."""
        made, _ = self.store.publish(handle, "Warga Melati", text, parent=int(post), plan=False)
        return made

    def number(self) -> int:
        """Return how many posts there are on the network, of whomever."""
        return len(self.store.posts("1 = 1", (), most=10_000))

    def visible(self, handle: str) -> list[str]:
        """Return the texts that are visible on an account, oldest first."""
        posts = self.store.posts("handle = ?", (handle,), most=10_000)
        return [post.text for post in reversed(posts)]


@contextmanager
def practice(folder: Path, seed: int = 1) -> Iterator[Practice]:
    """Serve a practice network on loopback for the length of the block."""
    store, faults = Store(folder / "practice.sqlite3", seed, durable=False), Faults(allowed=True)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.set_app(Application(store, faults))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield Practice(f"http://127.0.0.1:{server.server_port}", store, faults)
        server.shutdown()
