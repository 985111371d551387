"""The desk beside django-helpdesk, each with 100,000 tickets on SQLite: the list, a search, intake.

django-helpdesk stands in an environment of its own (``requirements/helpdesk.txt``), which is made
in ``.cache`` when this is first asked for; where it cannot be installed, that is said and nothing
is compared. All figures are CPU of one process. Ours are whole pages through the WSGI application,
and messages heard, read, triaged and matched by the hundred; theirs are the rows of their list
without the page around it, and mails that become tickets.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench import crowd, desk, inbox, intake, stage
from bench.figures import Figure, middle, tell
from bench.lists import environ_of

from sinergi.inbox.models import Conversation, Message  # isort: skip  # the stage sets Django up
from sinergi.web import style  # isort: skip

ROOT = Path(__file__).resolve().parents[1]
PINNED = ROOT / "requirements" / "helpdesk.txt"
TICKETS = 100_000
FRESH, BATCH = 1_000, 100
WORDS = ("jalan", "banjir", "lampu", "bakala")
TIMES = 40


def main() -> None:
    python = environment()
    if python is None:
        return
    stage.database()
    room = desk.fill(conversations=TICKETS, messages=TICKETS)
    assert Conversation.objects.count() == TICKETS
    items = intake.incoming()
    fresh = [item.text for item in islice(intake.incoming(), FRESH)]
    theirs = told_by(python, fresh)
    cookie = f"{crowd.cookie(room.all)}; {style.COOKIE}={style.style().mark}"
    ours = {
        "list": asked(f"{inbox.LIST}?tab=open", cookie),
        "search": sum(asked(f"{inbox.LIST}?tab=&q={word}", cookie) for word in WORDS) / len(WORDS),
        "intake": taken_in(room, items),
    }
    assert theirs["tickets"] == TICKETS
    tell(*figures(ours, theirs))


def environment() -> Path | None:
    """Return the Python that has django-helpdesk, made when it is not there; None: it cannot be."""
    mark = hashlib.sha256(PINNED.read_bytes()).hexdigest()[:12]
    home = ROOT / ".cache" / f"helpdesk-{mark}"
    python, done = home / "bin" / "python", home / "installed"
    if done.exists():
        return python
    uv = str(Path(sys.executable).with_name("uv"))
    steps = (
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(home)],
        [uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes",
         "-r", str(PINNED)],
    )  # fmt: skip
    for step in steps:
        ended = subprocess.run(step, capture_output=True, text=True, check=False)
        if ended.returncode:
            stage.say(
                f"django-helpdesk could not be installed, nothing is compared:\n{ended.stderr}"
            )
            return None
    done.touch()
    return python


def told_by(python: Path, fresh: list[str]) -> dict[str, float]:
    """Return what the other program measured, with the texts of our messages."""
    texts = stage.HOME / "texts.json"
    held = list(Message.objects.order_by("id").values_list("text", flat=True))
    texts.write_text(json.dumps({"held": held, "fresh": fresh, "words": WORDS}), encoding="utf-8")
    keep = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    ended = subprocess.run(
        [python, "-P", Path(__file__).with_name("helpdesk_theirs.py"), stage.HOME, texts],
        env=keep, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(ended.stdout)
    return found


def asked(path: str, cookie: str) -> float:
    """Return the milliseconds of CPU of a page, the middle of some times, when it is warm."""
    environ, times = environ_of(path, cookie), []
    for number in range(TIMES):
        start = time.process_time()
        inbox.ask(environ)
        if number > 2:
            times.append(1000 * (time.process_time() - start))
    return middle(times)


def taken_in(room: desk.Desk, items: Iterator[Any]) -> float:
    """Return the milliseconds of CPU in which a message is heard, read, triaged and matched."""
    account = stage.account(room.office, room.office_unit, "masuk", "http://127.0.0.1:9")
    turns = intake.Turns()
    intake.take(account, list(islice(items, BATCH)), turns)  # what reads is loaded
    start = time.process_time()
    for _ in range(FRESH // BATCH):
        intake.take(account, list(islice(items, BATCH)), turns)
    return 1000 * (time.process_time() - start) / FRESH


def figures(ours: dict[str, float], theirs: dict[str, float]) -> Iterator[Figure]:
    least = {"list": 10, "search": 10, "intake": 5}
    names = {"list": "the newest that wait", "search": "a search", "intake": "a message taken in"}
    for what, name in names.items():
        yield Figure(f"beside {TICKETS:,} tickets: {name}, CPU", ours[what], "ms")
        yield Figure(f"django-helpdesk: {name}, CPU", theirs[what], "ms")
        times = theirs[what] / ours[what]
        yield Figure(f"{name}: times as fast", times, "×", least[what], least=True)


if __name__ == "__main__":
    main()
