"""One clock, however many workers: each act again and again, and never twice at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sinergi import clock
from sinergi.networks import actions
from sinergi.networks.models import Account, Delivery
from sinergi.work import workers
from sinergi.work.models import Worker

pytestmark = pytest.mark.django_db


def test_each_act_is_done_in_its_own_time() -> None:
    now = timezone.now()
    assert set(clock.tick(now)) == {act.name for act in clock.ACTS}
    assert clock.tick(now + timedelta(seconds=1)) == []
    assert set(clock.tick(now + timedelta(seconds=6))) == {"release", "mail", "clashes"}


def test_what_a_dead_worker_held_is_given_back_within_seconds(ayu_account: Account) -> None:
    now = timezone.now()
    dead = workers.enlist(now)
    living = workers.enlist(now)
    held = [
        actions.queue(ayu_account, unit=ayu_account.unit, kind="post", text=t, due=now)
        for t in ("satu", "dua")
    ]
    for delivery, holder in zip(held, (dead, living), strict=True):
        Delivery.objects.filter(pk=delivery.pk).update(
            holder=f"{holder}/ab", lease=now + timedelta(seconds=90)
        )
    Account.objects.update(listen_holder=dead, listen_lease=now + timedelta(seconds=90))
    later = now + workers.SILENCE
    workers.beat(living, later)
    clock.tick(later)
    assert [d.lease is None for d in Delivery.objects.order_by("pk")] == [True, False]
    assert Account.objects.get(pk=ayu_account.pk).listen_lease is None


def test_an_act_that_stumbles_holds_up_no_other_and_is_tried_again() -> None:
    def stumble(now: datetime) -> None:
        tried.append(now)
        raise ValueError("a row nobody foresaw")

    now, tried, minute = timezone.now(), list[datetime](), timedelta(minutes=1)
    acts = [clock.Act("first", minute, stumble), clock.Act("second", minute, str)]
    assert clock.tick(now, acts) == ["second"]
    assert clock.tick(now + timedelta(seconds=1), acts) == []
    clock.tick(now + clock.AGAIN, acts)
    assert tried == [now, now + clock.AGAIN]


def test_a_machine_whose_clock_was_ahead_leaves_no_act_undone() -> None:
    now, acts = timezone.now(), [clock.Act("first", timedelta(minutes=1), str)]
    assert clock.tick(now + timedelta(minutes=10), acts) == ["first"]
    assert clock.tick(now, acts) == ["first"]
    assert clock.tick(now + timedelta(seconds=30), acts) == []


def test_a_day_of_workers_that_fell_again_and_again_is_no_trouble(ayu_account: Account) -> None:
    now = timezone.now()
    then = now - timedelta(hours=1)
    dead = [
        Worker(name=f"host-{number}-ab", host="host", pid=number, started=then, seen=then)
        for number in range(2_000)
    ]
    Worker.objects.bulk_create(dead)
    held = actions.queue(ayu_account, unit=ayu_account.unit, kind="post", text="satu", due=now)
    lease = now + timedelta(seconds=90)
    Delivery.objects.filter(pk=held.pk).update(holder=f"{dead[7].name}/ab", lease=lease)
    clock.release_the_dead(now)
    held.refresh_from_db()
    assert held.lease is None
