"""One post with a picture of 300 KB to 500 accounts, against plain threads doing the same requests.

Each side is a process of its own, so that its peak of memory is its own: the worker with Django,
the database and all that makes a post go out once, and a script of threads with httpx alone.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass

from bench import stage
from bench.figures import Figure, tell
from bench.server import running

from django.conf import settings  # isort: skip  # the stage sets Django up
from django.core.files.base import ContentFile  # isort: skip
from django.core.files.storage import default_storage  # isort: skip

from sinergi.networks.models import Account  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.publishing import actions as publishing  # isort: skip
from sinergi.publishing.pictures import Picture  # isort: skip
from sinergi.units.models import Unit  # isort: skip

MANY = 500
ANSWERS_AFTER = 0.2
BYTES = 300_000
ALT = "Papan pengumuman"
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, and megabytes at the most."""

    took: float
    peak: float


def main() -> None:
    stage.database()
    office, ayu, budi = stage.regency()
    picture = stored()
    with running(ANSWERS_AFTER, quiet=True) as (address, _):
        accounts = [stage.account(ayu, office, f"kanal{n}", address) for n in range(MANY)]
        rounds = [
            (plain(address, picture), house(ayu, budi, office, accounts, picture))
            for _ in range(ROUNDS)
        ]
    threads, worker = sorted(rounds, key=lambda pair: pair[1].took / pair[0].took)[ROUNDS // 2]
    named = f"{MANY} posts of 300 KB"
    more = max(ours.peak - theirs.peak for theirs, ours in rounds)
    tell(
        Figure(f"{named} by plain threads ({stage.DATABASE})", threads.took, "s"),
        Figure(f"{named} by the worker ({stage.DATABASE})", worker.took, "s"),
        Figure(
            f"{named}, worker / threads ({stage.DATABASE})", worker.took / threads.took, "×", 1.3
        ),
        Figure(f"{named}, memory of threads ({stage.DATABASE})", threads.peak, "MB"),
        Figure(f"{named}, memory of worker more ({stage.DATABASE})", more, "MB", 80),
    )


def stored() -> Picture:
    """Put a picture into the storage as an upload does."""
    content = b"\xff\xd8\xff" + os.urandom(BYTES - 3)
    name = default_storage.save("bench/pengumuman.jpg", ContentFile(content))
    return Picture(
        file=name,
        name="pengumuman.jpg",
        mime="image/jpeg",
        size=BYTES,
        sha256=hashlib.sha256(content).hexdigest(),
        width=1200,
        height=900,
        alt=ALT,
    )


def plain(address: str, picture: Picture) -> Run:
    path = settings.MEDIA_ROOT / picture.file
    return _run("bench.fanout_plain", address, str(path), str(MANY), str(settings.WORK_THREADS))


def house(ayu: User, budi: User, office: Unit, accounts: list[Account], picture: Picture) -> Run:
    """Let a worker send one approved post to all accounts."""
    words = "Pengumuman untuk semua"
    post = publishing.write(ayu, office, text=words, accounts=accounts, media=[picture])
    publishing.approve(budi, publishing.ask_approval(ayu, post), due=None)
    return _run("bench.fanout_house")


def _run(*words: str) -> Run:
    ended = subprocess.run(
        [sys.executable, "-m", *words], stdout=subprocess.PIPE, text=True, check=True
    )
    took, peak = map(float, ended.stdout.split())
    return Run(took, peak)


if __name__ == "__main__":
    main()
