"""A month of the calendar of 500 offices with 15,000 posts, as whole signed-in requests.

Another 45,000 lie before it. Asked for by three people: one who sees all, one of a district with
its villages, one of an office. Beside it: how long it takes to weigh a post for clashes, and the
agenda of one busy day.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock

from bench import crowd, stage
from bench.figures import Figure, middle, percentile, tell
from bench.lists import environ_of

from django.db import connection  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.networks.models import Account  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.publishing.calendars import clashing, spans  # isort: skip
from sinergi.publishing.models import Post, Target  # isort: skip
from sinergi.units import actions as units  # isort: skip
from sinergi.units.models import Unit  # isort: skip
from sinergi.web import style  # isort: skip
from sinergi.web.wsgi import application  # isort: skip

DISTRICTS, VILLAGES = 40, 11
POSTS, YEAR = 15_000, 60_000
TIMES = 40
LIMIT = 150
MONTH = "/kerja/kalender/?view=month&reach=all&day="


def main() -> None:
    stage.database()
    people, accounts = _regency()
    first = timezone.localdate().replace(day=1) + timedelta(days=31)
    month = spans.of("month", first.replace(day=1))
    _posts(accounts, people[0], month.first, (month.last - month.first).days + 1, POSTS)
    _posts(accounts, people[0], month.first - timedelta(days=300), 290, YEAR - POSTS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tell(weighing())
    cookies = [f"{crowd.cookie(p)}; {style.COOKIE}={style.style().mark}" for p in people]
    tell(*months(cookies, month.day))
    tell(agenda(cookies[0], month.day + timedelta(days=9)))


def months(cookies: Sequence[str], day: date) -> Iterable[Figure]:
    """The month, asked for by each person in turn."""
    path = f"{MONTH}{day.isoformat()}"
    names = ("all 500 offices", "a district and its villages", "one office")
    for name, cookie in zip(names, cookies, strict=True):
        took = timed(path, cookie)
        yield figure(f"month of {name}, 15,000 posts, p50", middle(took), LIMIT)
        yield figure(f"month of {name}, 15,000 posts, p95", percentile(took, 95), LIMIT)


def agenda(cookie: str, day: date) -> Figure:
    took = timed(f"/kerja/kalender/?view=agenda&reach=all&day={day.isoformat()}", cookie)
    return figure("agenda of all offices, 100 posts a page, p50", middle(took), LIMIT)


def weighing() -> Figure:
    """Weigh posts of the busy month for clashes, as the clock does."""
    start = time.perf_counter()
    number = clashing.weigh(timezone.now())
    each = 1000 * (time.perf_counter() - start) / max(1, min(number, clashing.MOST))
    return figure("weighing one post for clashes", each)


def timed(path: str, cookie: str) -> list[float]:
    environ, took = environ_of(path, cookie), []
    for number in range(TIMES + 5):
        told: list[str] = []
        start = time.perf_counter()
        answer = application(dict(environ), lambda status, _headers, t=told: t.append(status))
        b"".join(answer)
        answer.close()
        if number >= 5:  # warm
            took.append(1000 * (time.perf_counter() - start))
        if told != ["200 OK"]:
            raise ValueError(f"no calendar: {told}")
    return took


def figure(name: str, value: float, limit: float | None = None) -> Figure:
    return Figure(f"calendar: {name} ({stage.DATABASE})", value, "ms", limit)


def _regency() -> tuple[list[User], list[Account]]:
    """Make 40 districts with 11 villages each, and agencies: 500 offices, an account each."""
    _, ayu, budi = stage.regency()
    top, accounts, offices = Unit.objects.get(code="32.01"), [], []
    for number in range(DISTRICTS):
        district = _office(top, f"32.01.{number + 2:02}", f"Kecamatan {number}", "district")
        offices.append(district)
        for village in range(VILLAGES):
            code = f"{district.code}.{2001 + village}"
            offices.append(_office(district, code, f"Desa {number}-{village}", "village"))
    for number in range(500 - len(offices)):
        offices.append(_office(top, f"opd-{number}", f"Dinas {number}", "agency"))
    for number, office in enumerate(offices):
        accounts.append(stage.account(ayu, office, f"akun{number}", "http://127.0.0.1:9"))
    people = [budi, stage.admin("dini", offices[0]), stage.admin("desi", offices[1])]
    return people, accounts


def _office(parent: Unit, code: str, name: str, kind: str) -> Unit:
    return units.add_unit(None, code=code, name=name, kind=Unit.Kind(kind), parent=parent)


def _posts(accounts: list[Account], author: User, first: date, days: int, many: int) -> None:
    chance, now = random.Random(5), timezone.now()
    states = ["draft", "in_review", "scheduled", "scheduled", "published", "sent_back"]
    for start in range(0, many, 5_000):
        chosen = [chance.choice(accounts) for _ in range(min(5_000, many - start))]
        posts = Post.objects.bulk_create(
            Post(
                unit_id=account.unit_id,
                author=author,
                title=crowd.sentence(chance, 5),
                text=crowd.sentence(chance, 30),
                state=chance.choice(states),
                created=now,
                changed=now,
                planned_at=_moment(chance, first, days),
            )
            for account in chosen
        )
        Target.objects.bulk_create(
            Target(post=post, account=account) for post, account in zip(posts, chosen, strict=True)
        )


def _moment(chance: random.Random, first: date, days: int) -> datetime:
    day = first + timedelta(days=chance.randrange(days))
    at = clock(chance.randrange(6, 22), chance.randrange(60))
    return timezone.make_aware(datetime.combine(day, at))


if __name__ == "__main__":
    main()
