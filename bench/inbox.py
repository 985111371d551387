"""The list of the desk with 1,000,000 messages in 200,000 conversations over 500 offices.

Server time is that of a whole signed-in request through the WSGI application. Views are asked for
by three people: one who sees all, one of a district with its villages, one of an office.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from typing import Any

import brotli

from bench import crowd, desk, stage
from bench.figures import Figure, middle, percentile, tell
from bench.lists import CONVERSATIONS, environ_of

from django.db import connection  # isort: skip  # the stage sets Django up
from django.test import Client  # isort: skip

from sinergi.inbox import lists, tabs  # isort: skip
from sinergi.inbox.filters import Filters  # isort: skip
from sinergi.inbox.models import Conversation  # isort: skip
from sinergi.inbox.search import searching  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.web import style  # isort: skip
from sinergi.web.tests.test_budgets import Asked, size  # isort: skip
from sinergi.web.wsgi import application  # isort: skip

LIST = "/kerja/kotak-masuk/"

#: What people save as views; the rarest find a few in all 200,000, or nothing.
VIEWS = (
    "", "tab=mine", "tab=open", "tab=done", "tab=", "due=late", "due=soon", "due=safe",
    "tab=open&state=new", "matter=complaint&topic=jalan", "topic=air&place=32.01.07",
    "tab=&topic=pajak&place=32.01.31", "network=mastodon&matter=question", "who=none",
    "danger=1", "spam=1&tab=", "order=due", "order=due&topic=air", "tab=&place=32.01.99",
    "tab=open&kind=review",
)  # fmt: skip
ONE = ("jalan", "banjir", "lampu", "bakala", "rumaya", "tutuku", "sekolah", "zzz")
TWO = ("jalan rusak", "lampu mati", "banjir bakala", "sampah pasar", "rumaya jadwal", "zzz air")
#: Districts, of which one has nothing, and a village.
PLACES = ("32.01.07", "32.01.31", "32.01.99", "32.01.07.2003")
DEEP = 199_900
TIMES = 30


def main() -> None:
    stage.database()
    start = time.perf_counter()
    room = desk.fill()
    stage.say(f"filled in {time.perf_counter() - start:.0f} s")
    people = [room.all, room.district, room.office]
    cookies = [f"{crowd.cookie(p)}; {style.COOKIE}={style.style().mark}" for p in people]
    tell(*views(cookies))
    tell(*deep(room.all, cookies[0]))
    tell(*against_sql(cookies[0]))
    tell(counts(people))
    tell(*searches(people, room))
    tell(opening(room.office, cookies[2]))
    tell(*bytes_of(cookies[0]))


def views(cookies: list[str]) -> Iterable[Figure]:
    """Every view, asked for by each person, a first page each time."""
    by_view = {
        view: [took for cookie in cookies for took in timed(f"{LIST}?{view}", cookie)]
        for view in VIEWS
    }
    every = [one for times in by_view.values() for one in times]
    worst = max(by_view, key=lambda view: percentile(by_view[view], 95))
    stage.say("\n".join(f"{v or 'waiting'}: {middle(t):.1f}/{percentile(t, 95):.1f} ms"
                        for v, t in by_view.items()))  # fmt: skip
    yield figure("first page of the inbox, p50", middle(by_view[""]), 10)
    yield figure("first page of the inbox, p95", percentile(by_view[""], 95), 30)
    yield figure("views, p50", middle(every), 10)
    yield figure("views, p95", percentile(every, 95), 30)
    yield figure(f"the slowest view ({worst}), p95", percentile(by_view[worst], 95), 30)


def deep(user: User, cookie: str) -> Iterable[Figure]:
    """The page after row 199,900: the last whole one, page 10,000 of those of twenty rows."""
    path = f"{LIST}?tab=&cursor={cursor_at(user, DEEP)}"
    times = list(timed(path, cookie, TIMES * 3))
    yield figure(f"page after row {DEEP:,}, p50", middle(times), 10)
    yield figure(f"page after row {DEEP:,}, p95", percentile(times, 95), 30)


def cursor_at(user: User, number: int) -> str:
    """Return the cursor of the page after so many rows, by walking there in long steps."""
    cursor, step = "", 1900
    while number > 0:
        cursor = lists.page(user, Filters(tab=""), cursor=cursor, size=min(step, number)).older
        number -= step
    return cursor


def against_sql(cookie: str) -> Iterable[Figure]:
    """CPU of this process for a page, against that for its rows by plain SQL, in turn."""
    environ, whole, bare = environ_of(f"{LIST}?tab=", cookie), [], []
    far = connection.ops.adapt_datetimefield_value(Conversation.objects.latest("last_at").last_at)
    for number in range(TIMES * 10):
        for times, do in ((whole, lambda: ask(environ)), (bare, lambda: plain(far))):
            start = time.process_time()
            do()
            if number >= TIMES:  # both are warm
                times.append(1000 * (time.process_time() - start))
    yield figure("rows by plain SQL", middle(bare))
    yield figure("CPU of the page", middle(whole), 8 * middle(bare) + 1)


def plain(at: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CONVERSATIONS, [at, at, 2**62])
        cursor.fetchall()


def counts(people: list[User]) -> Figure:
    """The tabs with their numbers, and the numbers of every view, of each person."""
    asked = [Filters(tab="open", due=due) for due in ("late", "soon", "safe")]
    asked += [Filters(topic="jalan"), Filters(tab="open", who="none"), Filters(danger=True)]
    times = []
    for _ in range(TIMES):
        for user in people:
            start = time.perf_counter()
            tabs.shown(user, Filters())
            for one in asked:
                tabs.counted(user, one)
            times.append(1000 * (time.perf_counter() - start))
    return figure("numbers of three tabs and six views together, p95", percentile(times, 95), 30)


def searches(people: list[User], room: desk.Desk) -> Iterable[Figure]:
    """The newest fifty with one word or two; with an office and a state."""
    for name, asked in (("one word", ONE), ("two words", TWO)):
        times = found(people[:1], [Filters(tab="", q=q) for q in asked])
        yield figure(f"search for {name}, p50", middle(times))
        yield figure(f"search for {name}, p95", percentile(times, 95), 5)
    within = [
        Filters(tab="", q=q, office=unit.pk, state=state)
        for q in (*ONE, *TWO) for unit in (room.office_unit, room.district_unit)
        for state in ("new", "done")
    ]  # fmt: skip
    yield figure("search with office and state, p95", percentile(found(people[:1], within), 95), 20)
    places = [Filters(tab="", q=q, place=place) for q in (*ONE, *TWO) for place in PLACES]
    yield figure("search in a place, p95", percentile(found(people[:1], places), 95), 20)
    theirs = found(people[1:], [Filters(tab="", q=q) for q in (*ONE, *TWO)])
    yield figure("search of a district or an office, p95", percentile(theirs, 95), 20)


def found(people: list[User], asked: list[Filters]) -> list[float]:
    times = []
    for number in range(TIMES):
        for user in people:
            for one in asked:
                start = time.perf_counter()
                searching.page(user, one)
                if number >= 3:
                    times.append(1000 * (time.perf_counter() - start))
    return times


def opening(user: User, cookie: str) -> Figure:
    rows = Conversation.objects.filter(unit__appointments__user=user).values_list("id", flat=True)
    times = [one for pk in rows[:20] for one in timed(f"{LIST}{pk}/", cookie, 6)]
    return figure("opening a conversation, p95", percentile(times, 95), 30)


def bytes_of(cookie: str) -> Iterable[Figure]:
    """What a swap to the list and a first visit weigh, packed as browsers take them over HTTPS."""
    swap = got(cookie, {"hx-request": "true", "hx-target": "main"})
    yield Figure(f"a swap to the list ({stage.DATABASE})", packed(swap) / 1024, "KB", 3)
    stranger = cookie.partition(f"; {style.COOKIE}")[0]
    page = got(stranger, {})
    asked = Asked(page.decode()).urls
    files = [url for url in asked if "/static/" in url]
    others = [got(stranger, {}, url) for url in asked - {*files}]
    whole = packed(page) + sum(map(size, files)) + sum(map(packed, others))
    yield Figure(f"first visit of the inbox ({stage.DATABASE})", whole / 1024, "KB", 40)
    yield Figure(f"first visit: requests ({stage.DATABASE})", 1 + len(asked), "", 5)


def got(cookie: str, headers: dict[str, str], path: str = LIST) -> bytes:
    answer = Client(SERVER_NAME="127.0.0.1").get(path, headers={"cookie": cookie, **headers})
    assert answer.status_code == 200
    return answer.content


def packed(content: bytes) -> int:
    return len(brotli.compress(content, mode=brotli.MODE_TEXT, quality=5, lgwin=16))


def timed(path: str, cookie: str, times: int = TIMES) -> Iterable[float]:
    """Yield the milliseconds of requests for a page, when it is warm."""
    environ = environ_of(path, cookie)
    for number in range(times + 3):
        start = time.perf_counter()
        ask(environ)
        if number >= 3:
            yield 1000 * (time.perf_counter() - start)


def ask(environ: dict[str, Any]) -> bytes:
    """Make one request and take the whole answer. Raises when it is no page."""
    told: list[str] = []
    answer = application(
        {**environ, "wsgi.input": io.BytesIO()}, lambda status, _headers: told.append(status)
    )
    body = b"".join(answer)
    answer.close()
    if told != ["200 OK"]:
        raise ValueError(f"no page: {told} {body[:300]!r}")
    return body


def figure(name: str, value: float, limit: float | None = None) -> Figure:
    return Figure(f"{name} ({stage.DATABASE})", value, "ms", limit)


if __name__ == "__main__":
    main()
