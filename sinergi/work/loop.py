"""The hand: takes what is due from its sources, works it in threads, and puts the outcome away.

Only the loop's own thread touches the database for claims and outcomes, in batches, so that many
requests under way cost few transactions. What runs in the threads talks to networks and, when a
step must be kept, writes that one step. The rows and their leases are the memory: this process
may be killed at any line.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import InterfaceError, OperationalError, close_old_connections

from sinergi.work import workers
from sinergi.work.faults import PAUSES, Memory, contained, pause_after

#: How long to look away when nothing is under way.
PAUSE = 0.25
#: How long to gather outcomes before putting them away together.
GATHER = 0.04
#: How long a worker that ends waits for a database that is away (seconds): whoever started it ends
#: it soon.
FAREWELL = 10.0
#: What a database raises that is away or busy.
AWAY = (InterfaceError, OperationalError)


@dataclass(frozen=True, slots=True)
class Job:
    """``work`` runs in a thread and returns what ``store`` puts away, in the loop's thread.

    ``mark`` names the claim, where an outcome must be known from those of other claims.
    """

    id: int
    work: Callable[[], object]
    mark: str = ""


class Source(Protocol):
    """Rows that fall due. All three run in the loop's thread."""

    #: The share of the threads this source may fill, from 0 to 1.
    share: float

    def claim(self, most: int, *, now: datetime, holder: str) -> Sequence[Job]: ...

    def store(self, outcomes: Sequence[tuple[int, object]], *, now: datetime) -> None: ...

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None: ...


class Loop:
    """``pauses`` after faults, and the ``farewell`` to a database that is away, are arguments so
    that tests need not wait them out."""

    def __init__(
        self,
        sources: Sequence[Source],
        *,
        threads: int,
        now: Callable[[], datetime],
        pauses: Sequence[float] = PAUSES,
        farewell: float = FAREWELL,
    ) -> None:
        self.farewell = farewell
        self.sources = sources
        self.threads = threads
        self.now = now
        self.pauses = pauses
        self.holder = workers.enlist(now())
        self._under_way: dict[Future[object], tuple[Source, int]] = {}
        self._beaten = now()
        self._memory = Memory()
        self._falls = 0
        self._pace = 0

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop; then let what is under way end."""
        with ThreadPoolExecutor(self.threads, thread_name_prefix="work") as pool:
            while not stop.is_set():
                self._safely(pool, stop)
                self.rest(stop)
            self._end()
        with contained("Leaving", self._memory):  # else its silence tells the others
            workers.leave(self.holder, self.now())

    def _end(self) -> None:
        """Put away what is under way. A database that is away is waited for a little: what is not
        stored then is looked for by others."""
        falls, until = 0, math.inf
        while self._under_way and time.monotonic() < until:
            wait(self._under_way, timeout=1)
            with contained("The worker", self._memory) as fault:
                self._put_away()
                self._beat()
            if not fault.kind:
                falls, until = 0, math.inf
                continue
            falls, until = falls + 1, min(until, time.monotonic() + self.farewell)
            close_old_connections()
            time.sleep(pause_after(falls, self.pauses))

    def once(self, pool: ThreadPoolExecutor) -> int:
        """Do one round: put away, beat, claim. Return how many jobs are under way."""
        if self._under_way:  # threads that end need not stand idle while we put away
            self._claim(pool, ahead=min(self._pace, self.threads))
        self._put_away()
        self._beat()
        self._claim(pool)
        return len(self._under_way)

    def _safely(self, pool: ThreadPoolExecutor, stop: threading.Event) -> None:
        """Do a round. The database may be away or busy, or a room may stumble over a row."""
        with contained("The worker", self._memory) as fault:
            self.once(pool)
        self._falls = self._falls + 1 if fault.kind else 0
        if fault.kind:
            close_old_connections()
            stop.wait(pause_after(self._falls, self.pauses))

    def _claim(self, pool: ThreadPoolExecutor, *, ahead: int = 0) -> None:
        """Fill the threads that are free, and line up so many more for those that end meanwhile.

        As many as ended in the last round: where networks are slow nothing waits in line.
        """
        for source in self.sources:
            free = self._free(source, ahead)
            if free <= 0:
                continue
            # A room that stumbles over a row must not keep the others from theirs.
            with contained(f"Claiming by {type(source).__name__}", self._memory, but=AWAY):
                for job in source.claim(free, now=self.now(), holder=self.holder):
                    self._under_way[pool.submit(_guarded, job, self._memory)] = (source, job.id)

    def _free(self, source: Source, ahead: int) -> int:
        """Return how many jobs a source may begin now."""
        running = [s for f, (s, _) in self._under_way.items() if not f.done()]
        mine = sum(1 for s in running if s is source)
        most = self.threads + ahead
        kept = self.threads + most - len(self._under_way)  # outcomes that wait may not pile up
        share = max(1, int(most * source.share))
        return min(most - len(running), share - mine, kept)

    def _put_away(self) -> None:
        ended = [(f, source) for f, (source, _) in self._under_way.items() if f.done()]
        self._pace = len(ended)
        for source in self.sources:
            mine = [f for f, its in ended if its is source]
            if mine and not self._stored(source, mine):
                for one in mine:  # a fault in one outcome must not hold up the others
                    self._stored(source, [one])
                    self._under_way.pop(one, None)

    def _stored(self, source: Source, ended: list[Future[object]]) -> bool:
        """Put outcomes away together. A database that is away raises: they are kept till later."""
        with contained("Putting outcomes away", self._memory, but=AWAY) as fault:
            source.store([(self._under_way[f][1], f.result()) for f in ended], now=self.now())
        if fault.kind:
            return False  # its lease ends, and whoever takes the row next looks first
        for f in ended:
            del self._under_way[f]
        return True

    def _beat(self) -> None:
        now = self.now()
        if now - self._beaten < workers.BEAT:
            return
        self._beaten = now
        workers.beat(self.holder, now)
        for source in self.sources:
            ids = [id_ for s, id_ in self._under_way.values() if s is source]
            if ids:
                source.prolong(ids, now=now)

    def rest(self, stop: threading.Event) -> None:
        """Wait until something has ended, or for a moment when nothing is under way."""
        if not self._under_way:
            stop.wait(PAUSE)
            return
        wait(self._under_way, timeout=PAUSE, return_when=FIRST_COMPLETED)
        stop.wait(GATHER)


@dataclass(frozen=True, slots=True)
class Crashed:
    """The outcome of a job that failed in a way nobody foresaw. ``kind`` names the exception,
    ``mark`` the job's claim."""

    kind: str
    mark: str = ""


def _guarded(job: Job, memory: Memory) -> object:
    outcome: object = None
    with contained(f"Job {job.id}", memory, alike="A job") as fault:
        outcome = job.work()
    close_old_connections()
    return Crashed(fault.kind, job.mark) if fault.kind else outcome


def lease_until(now: datetime, span: timedelta = timedelta(seconds=90)) -> datetime:
    """Return when a claim made now ends unless it is prolonged."""
    return now + span
