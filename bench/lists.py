"""A list page of 50 rows out of 100,000: its CPU against bare SQL, and how many are served.

CPU is that of the web process alone (with SQLite the database is in it, with PostgreSQL it is
not), the same on both sides: the whole signed-in request through the WSGI application, from the
environ to the last byte, against fetching what the rows show by plain SQL over the same
connection. They take turns, so that both meet the same machine.

Served are whole pages by `sinergi web`, two processes that work on two requests each at once, to
visitors with open connections; server and visitors share two cores (PostgreSQL may use others,
where there are any).
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bench import crowd, stage, visitors
from bench.figures import Figure, middle, tell
from bench.house import free_port, web

from django.db import connection  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.inbox import lists as inbox  # isort: skip
from sinergi.inbox.filters import Filters  # isort: skip
from sinergi.publishing import queries as publishing  # isort: skip
from sinergi.web import style  # isort: skip
from sinergi.web.wsgi import application  # isort: skip

TIMES = 400
PAGES = (1, 1000)
SECONDS = 10.0
PROCESSES = 2

POSTS = """
SELECT p.id, p.changed, p.title, p.state, u.name, a.name
FROM publishing_post p
JOIN units_unit u ON u.id = p.unit_id
JOIN people_user a ON a.id = p.author_id
WHERE p.changed <= %s AND (p.changed < %s OR p.id < %s)
ORDER BY p.changed DESC, p.id DESC LIMIT 51
"""
NETWORKS = f"""
SELECT DISTINCT t.post_id, a.network
FROM publishing_target t JOIN networks_account a ON a.id = t.account_id
WHERE t.post_id IN ({", ".join(["%s"] * 50)})
"""
CONVERSATIONS = """
SELECT c.id, c.last_at, c.handle, c.open, c.waiting_since, c.due_at, c.last_text,
       c.matter, c.danger, a.handle, a.network, p.name
FROM inbox_conversation c
JOIN networks_account a ON a.id = c.account_id
LEFT JOIN people_user p ON p.id = c.assigned_to_id
WHERE NOT c.spam AND c.last_at <= %s AND (c.last_at < %s OR c.id < %s)
ORDER BY c.last_at DESC, c.id DESC LIMIT 51
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: its address, and the row before it, by which plain SQL finds it."""

    path: str
    at: datetime
    pk: int


def main() -> None:
    stage.database()
    budi = crowd.regency()
    cookie = f"{crowd.cookie(budi)}; {style.COOKIE}={style.style().mark}"
    lists = {
        "posts": ("/kerja/konten/?tab=", plain_posts, lambda c: publishing.post_page(
            budi, cursor=c, state="")),
        "threads": ("/kerja/kotak-masuk/?tab=", plain_conversations, lambda c:
            inbox.page(budi, Filters(tab=""), cursor=c)),
    }  # fmt: skip
    found = {
        name: [page(path, read, number) for number in PAGES]
        for name, (path, _, read) in lists.items()
    }
    for name, (_, plain, _) in lists.items():
        for number, there in zip(PAGES, found[name], strict=True):
            tell(*cpu(f"{name}, page {number:,}", there, cookie, plain))
    connection.close()
    for name, pages in found.items():
        tell(served(name, [there.path for there in pages], cookie))


def page(path: str, read: Callable[[str], Any], number: int) -> Page:
    """Walk to a page of a list as a person does: by its link to older ones."""
    cursor, at, pk = "", timezone.now() + timedelta(days=1), 0
    for _ in range(number - 1):
        shown = read(cursor)
        cursor, last = shown.older, shown.rows[-1]
        pk, at = last[:2]
    return Page(f"{path}&cursor={cursor}" if cursor else path, at, pk)


def cpu(name: str, there: Page, cookie: str, plain: Callable[[Any, int], object]) -> list[Figure]:
    """Measure one page and its rows by plain SQL, in turn."""
    at = connection.ops.adapt_datetimefield_value(there.at)
    environ = environ_of(there.path, cookie)
    whole, bare = [], []
    for number in range(TIMES + 50):
        for times, do in ((whole, lambda: ask(environ)), (bare, lambda: plain(at, there.pk))):
            start = time.process_time()
            do()
            if number >= 50:  # both are warm
                times.append(1000 * (time.process_time() - start))
    limit = 8 * middle(bare) + 1
    return [
        Figure(f"{name}: rows by plain SQL ({stage.DATABASE})", middle(bare), "ms"),
        Figure(f"{name}: CPU of the page ({stage.DATABASE})", middle(whole), "ms", limit),
    ]


def environ_of(path: str, cookie: str) -> dict[str, Any]:
    where, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": where, "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", "HTTP_COOKIE": cookie,
        "HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 12) Chrome/109",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
        "wsgi.input": io.BytesIO(), "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip


def ask(environ: dict[str, Any]) -> None:
    """Make one request and take the whole answer. Raises when it is not a list of 50 rows."""
    told: list[str] = []
    answer = application(dict(environ), lambda status, _headers: told.append(status))
    body = b"".join(answer)
    answer.close()
    if told != ["200 OK"] or body.count(visitors.ROW) != 50:
        raise ValueError(f"no list of fifty rows: {told} {body[:300]!r}")


def plain_posts(at: Any, pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(POSTS, [at, at, pk])
        rows = cursor.fetchall()
        cursor.execute(NETWORKS, [row[0] for row in rows[:50]])
        cursor.fetchall()


def plain_conversations(at: Any, pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CONVERSATIONS, [at, at, pk])
        cursor.fetchall()


def served(name: str, paths: list[str], cookie: str) -> Figure:
    """Let `sinergi web` serve pages 1 and 1,000 in turn, on two cores with those who ask."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    address = f"127.0.0.1:{free_port()}"
    with web(address, processes=PROCESSES):
        number = visitors.count(address, SECONDS, cookie, paths)
    return Figure(f"{name}: lists served ({stage.DATABASE})", number, "/s", 500, least=True)


if __name__ == "__main__":
    main()
