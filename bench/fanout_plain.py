"""What `bench.fanout` is held against: threads that make the same requests, and nothing else.

`python -m bench.fanout_plain ADDRESS FILE TIMES THREADS` uploads the file and posts, each time for
another account. No Django, no database, no retries: what anybody would write in ten minutes.
"""

from __future__ import annotations

import secrets
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx

from bench.figures import memory

WORDS = "Pengumuman untuk semua"


def send(client: httpx.Client, address: str, file: Path, number: int) -> str:
    """Post words with a picture as one account; return the id of the post."""
    own = {"Authorization": f"Bearer t-kanal{number}"}
    upload = client.post(
        f"{address}/api/media",
        content=file.read_bytes(),
        params={"alt": "Papan pengumuman"},
        headers={**own, "Content-Type": "image/jpeg"},
    )
    words = {
        "text": WORDS,
        "reply_to": None,
        "key": secrets.token_hex(16),
        "media": [upload.json()["id"]],
    }
    return str(client.post(f"{address}/api/posts", json=words, headers=own).json()["id"])


def main(address: str, file: str, times: str, threads: str) -> None:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    with (
        httpx.Client(timeout=60, limits=limits) as client,
        ThreadPoolExecutor(int(threads)) as pool,
    ):
        start = time.perf_counter()
        made = list(pool.map(partial(send, client, address, Path(file)), range(int(times))))
        took = time.perf_counter() - start
    assert len(set(made)) == int(times)
    print(took, memory(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
