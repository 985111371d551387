"""A pretend network that tells figures, and posts that went out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sinergi.connectors.contract import (
    About,
    Identity,
    Limits,
    Measures,
    MeasuresAccount,
    Sample,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.insights import hours, measuring
from sinergi.insights.measuring import Measurer
from sinergi.insights.models import Sample as Figure
from sinergi.insights.models import Watch
from sinergi.networks.models import Account, Delivery
from sinergi.publishing.calendars import spans

Sent = Callable[..., Delivery]
Measured = Callable[..., list[Delivery]]

DAY = timedelta(days=1)

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


class Network(Measures, MeasuresAccount):
    """Tells what it was given, and notes what it was asked for."""

    about = About(slug="pretend", name="Pretend", chip="PN", limits=Limits(text=500))

    def __init__(self) -> None:
        self.posts: dict[str, dict[str, int]] = {}
        self.account: dict[str, int] = {}
        self.asked: list[list[str]] = []
        self.account_asked = 0
        self.errors: list[ConnectorError] = []
        self.now = NOON

    def identify(self) -> Identity:
        return Identity("kecamatan.cibinong", "Cibinong", "")

    def measure(self, remote_ids: Sequence[str]) -> Iterable[Sample]:
        self.asked.append(list(remote_ids))
        for remote_id in remote_ids:
            if self.errors:
                raise self.errors.pop(0)
            for metric, value in self.posts.get(remote_id, {}).items():
                yield Sample(remote_id, metric, value, self.now)

    def measure_account(self) -> Iterable[Sample]:
        self.account_asked += 1
        return [Sample("", metric, value, self.now) for metric, value in self.account.items()]


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def watch(ayu_account: Account) -> Watch:
    measuring.enlist(NOON)
    return Watch.objects.get(account=ayu_account)


@pytest.fixture
def sent(ayu_account: Account) -> Sent:
    def make(remote_id: str = "p1", at: datetime | None = None, **values: Any) -> Delivery:
        when = at or NOON - timedelta(hours=2)
        return Delivery.objects.create(
            account=values.pop("account", ayu_account),
            unit=ayu_account.unit,
            kind=values.pop("kind", "post"),
            text=values.pop("text", "Layanan Sabtu tetap buka"),
            fingerprint="x",
            state="sent",
            due=when,
            next_try=when,
            created=when,
            sent_at=when,
            remote_id=remote_id,
            **values,
        )

    return make


def work(network: Network, at: datetime) -> int:
    """Do one round of what a worker does, at a moment of our choosing; return of how many."""
    network.now = at
    source = Measurer(open_account=lambda _: network)
    jobs = source.claim(10, now=at, holder="w1")
    source.store([(job.id, job.work()) for job in jobs], now=at)
    return len(jobs)


def today_iso() -> str:
    return timezone.localdate().isoformat()


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


@pytest.fixture
def measured(sent: Sent, now: datetime) -> Measured:
    """Return a maker of posts, one each day at nine, but at six in the evening on every third
    weekday; those got four times as much.
    """

    def make(
        number: int, metric: str = "views", *, late: timedelta = timedelta(0)
    ) -> list[Delivery]:
        made = []
        for back in range(number, 0, -1):
            day = timezone.localdate(now) - (back + 3) * DAY
            evening = day.weekday() in {0, 3}
            at = spans.midnight(day) + timedelta(hours=18 if evening else 9, minutes=30)
            post = sent(f"p{back}", at)
            value, told = (400 if evening else 100) + back % 7, at + hours.AGE + late
            tell_figure(post, metric, 1, at + timedelta(hours=1), at + timedelta(hours=2))
            tell_figure(post, metric, value, told, told + DAY)
            made.append(post)
        return made

    return make


def tell_figure(post: Delivery, metric: str, value: int, at: datetime, seen: datetime) -> None:
    Figure.objects.create(
        account=post.account, delivery=post, remote_id=post.remote_id, metric=metric,
        value=value, at=at, seen=seen, source="network",
    )  # fmt: skip
