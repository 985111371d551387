"""General jobs (media, imports, reports, training): Django's Tasks with a heartbeat.

The database backend marks a job RUNNING and forgets about it when its worker dies. Its worker's
name is our worker's name, so a job whose worker has no heartbeat is found and repeated, three
times at the most; then it is shown as failed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as Hand
from django_tasks_db.models import DBTaskResult

from sinergi.work import workers
from sinergi.work.faults import PAUSES, Memory, contained, pause_after

#: How often a job is begun before it is given up.
TRIES = 3
KEEP = timedelta(days=14)


class WorkerDied(Exception):
    """The worker ended, or lost the outcome, of the job more often than we repeat it."""


def run(
    holder: str,
    stop: threading.Event,
    *,
    every: float = 1.0,
    pauses: Sequence[float] = PAUSES,
) -> None:
    """Run jobs one after the other until told to stop. With Redis, `rqworker` does this.

    ``every`` so many seconds it looks for jobs; ``pauses`` are those after faults.
    """
    if settings.JOBS_IN_REDIS:
        return
    hand = Hand(
        queue_names=["*"],
        interval=1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=holder,
        excluded_queue_names=[],
    )
    memory, falls = Memory(), 0
    while not stop.wait(every + pause_after(falls, pauses)):
        with contained("The worker of jobs", memory) as fault:
            if falls:  # whatever it held has no outcome, and this worker lives on
                _again(job for job in DBTaskResult.objects.running() if _of(job) == holder)
            if DBTaskResult.objects.ready().exists():
                hand.run()
        falls = falls + 1 if fault.kind else 0
        if fault.kind:
            close_old_connections()


def revive(now: datetime) -> int:
    """Repeat the jobs whose worker is gone, or show them as failed. Return how many."""
    living = {worker.name for worker in workers.alive(now)}
    return _again(job for job in DBTaskResult.objects.running() if _of(job) not in living)


def forget_the_finished(now: datetime) -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP).delete()


def _of(job: DBTaskResult[..., object]) -> str:
    """Return the name of the worker that began a job last."""
    return str(job.worker_ids[-1]) if job.worker_ids else ""


def _again(jobs: Iterable[DBTaskResult[..., object]]) -> int:
    left = list(jobs)
    for job in left:
        _begin_again(job.pk, job.worker_ids)
    return len(left)


def _begin_again(pk: UUID, worker_ids: list[str]) -> None:
    with transaction.atomic():
        job = DBTaskResult.objects.select_for_update().get(pk=pk)
        if job.status != TaskResultStatus.RUNNING or job.worker_ids != worker_ids:
            return  # somebody was faster
        if len(job.worker_ids) >= TRIES:
            job.set_failed(WorkerDied("It was begun three times and never came to an end."))
            return
        DBTaskResult.objects.filter(pk=pk).update(
            status=TaskResultStatus.READY, run_after=timezone.now()
        )
