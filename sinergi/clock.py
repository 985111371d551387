"""The one list of periodic work, and the clock that does it: one clock, however many workers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone

from sinergi.inbox import confirming
from sinergi.inbox import tasks as inbox
from sinergi.inbox.deadlines import ladder
from sinergi.inbox.figures import judging
from sinergi.inbox.hoaxes import climbing
from sinergi.inbox.privacy import emptying
from sinergi.inbox.sensitive import deciding as sensitive
from sinergi.insights import actions as insights
from sinergi.insights import hours, measuring, worked
from sinergi.knowledge import indexing
from sinergi.knowledge.actions import ending
from sinergi.networks import by_hand, caring, listening, renewing, sending
from sinergi.networks import tasks as networks_in_background
from sinergi.notices import actions as notices
from sinergi.publishing import actions as posts
from sinergi.publishing import tasks as posts_in_background
from sinergi.publishing import topics
from sinergi.publishing.alerts import ending as warnings
from sinergi.publishing.alerts import tasks as alerts
from sinergi.publishing.calendars import clashing, repeating
from sinergi.publishing.holding import acting as holds
from sinergi.publishing.library import ending as files_that_end
from sinergi.publishing.policies import pressing
from sinergi.understanding.actions import texts, training
from sinergi.web import forgetting
from sinergi.work import jobs, leases, statistics, workers
from sinergi.work.faults import Memory, contained, pause_after
from sinergi.work.models import Lease, Worker

TICK = 1.0
#: An act that stumbles is done again after so long.
AGAIN = timedelta(seconds=5)
HOLD = timedelta(seconds=20)
LEASE = "clock"


@dataclass(frozen=True, slots=True)
class Act:
    """Something done again and again. ``do`` must be harmless when done twice."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


def release_the_dead(now: datetime) -> None:
    """Give back what dead workers held, so that others go on with it at once."""
    living = {worker.name for worker in workers.alive(now)}
    recent = Worker.objects.filter(seen__gt=now - timedelta(days=1))
    gone = [name for name in recent.values_list("name", flat=True) if name not in living]
    if gone:
        sending.release(gone)
        listening.release(gone)
        caring.release(gone)
        measuring.release(gone)
        texts.release(gone)


def forget(now: datetime) -> None:
    """Drop what nobody needs any more."""
    workers.forget_the_dead(now)
    Session.objects.filter(expire_date__lt=now).delete()
    jobs.forget_the_finished(now)
    forgetting.forget(now)
    insights.forget(now)
    topics.forget(now)
    warnings.forget(now)
    posts.forget(now)
    posts.forget_unsaved(now)


ACTS = (
    Act("release", timedelta(seconds=5), release_the_dead),
    Act("jobs", timedelta(seconds=15), jobs.revive),
    Act("mail", timedelta(seconds=5), notices.send_waiting_mail),
    Act("by hand", timedelta(minutes=1), by_hand.remind),
    Act("overdue", timedelta(minutes=1), ladder.climb),
    Act("claims", timedelta(minutes=1), climbing.climb),
    Act("silence", timedelta(minutes=1), confirming.close_silent),
    Act("calendars", timedelta(minutes=1), inbox.watch_calendars),
    Act("removals", timedelta(minutes=1), inbox.go_on_removing),
    Act("withdrawals", timedelta(minutes=1), networks_in_background.go_on_withdrawing),
    Act("measuring", timedelta(minutes=1), measuring.enlist),
    Act("approvals", timedelta(minutes=1), sensitive.expire),
    Act("requests", timedelta(minutes=1), pressing.press),
    Act("reviews", timedelta(minutes=1), pressing.chase_reviews),
    Act("holds", timedelta(minutes=1), holds.lapse),
    Act("judging", timedelta(hours=1), judging.draw),
    Act("keeping", timedelta(hours=1), emptying.sweep),
    Act("expiry", timedelta(hours=1), renewing.announce),
    Act("training", timedelta(minutes=1), training.give_up),
    Act("answers that end", timedelta(hours=1), ending.remind),
    Act("words of answers", timedelta(minutes=5), indexing.index_anew),
    Act("clashes", timedelta(seconds=5), clashing.weigh),
    Act("series", timedelta(minutes=10), repeating.go_on),
    Act("batches", timedelta(minutes=1), posts_in_background.resume_batches),
    Act("warnings", timedelta(minutes=1), alerts.enlist),
    Act("warnings that end", timedelta(minutes=1), warnings.sweep),
    Act("what worked", timedelta(hours=6), worked.offer),
    Act("good hours", timedelta(minutes=2), hours.weigh),
    Act("files that end", timedelta(hours=1), files_that_end.remind),
    Act("forget", timedelta(hours=6), forget),
    Act("statistics", timedelta(hours=1), statistics.gather),
)


def run(holder: str, stop: threading.Event) -> None:
    """Be the clock whenever no other worker is, until told to stop."""
    memory, falls = Memory(), 0
    while not stop.wait(TICK + pause_after(falls)):
        with contained("The clock", memory) as fault:
            now = timezone.now()
            if leases.take(LEASE, holder, now=now, span=HOLD):
                tick(now, memory=memory)
        falls = falls + 1 if fault.kind else 0
        close_old_connections()
    with contained("The clock", memory):  # else the lease ends by itself
        leases.give_back(LEASE, holder)


def tick(now: datetime, acts: Sequence[Act] = ACTS, *, memory: Memory | None = None) -> list[str]:
    """Do what is due now; return the names of the acts done. One that stumbles holds up no other.

    Raises what a database raises that is away.
    """
    told, done = memory or Memory(), []
    for act in acts:
        name = f"clock:{act.name}"
        last = Lease.objects.filter(name=name).values_list("done", "until").first()
        if last and not _due(act, *last, now):
            continue
        with contained(f"The clock ({act.name})", told) as fault:
            act.do(now)
        noted = {"until": now + AGAIN} if fault.kind else {"until": now, "done": now}
        Lease.objects.update_or_create(name=name, defaults=noted)
        done += [] if fault.kind else [act.name]
    return done


def _due(act: Act, done: datetime | None, until: datetime, now: datetime) -> bool:
    """True for what was not done lately. A moment ahead was noted by a machine that was wrong."""
    stumbled = now < until <= now + AGAIN
    lately = done is not None and timedelta(0) <= now - done < act.every
    return not (stumbled or lately)
