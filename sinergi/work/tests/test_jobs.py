"""A general job whose worker died is repeated, and given up in the open."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from sinergi.work import jobs, workers

# The worker of the jobs closes its connection, so these tests commit for real.
pytestmark = pytest.mark.django_db(transaction=True)


@task()
def count_letters(word: str) -> int:
    return len(word)


@task()
def fail_in_words_no_database_takes() -> None:
    raise ValueError("banjir \ud83c")


def run_for_a_moment(holder: str, seconds: float = 0.5) -> None:
    stop = threading.Event()
    threading.Timer(seconds, stop.set).start()
    jobs.run(holder, stop, every=0.01, pauses=[0.01])


def left_running(worker: str) -> DBTaskResult[..., int]:
    result = count_letters.enqueue("cibinong")
    DBTaskResult.objects.filter(pk=result.id).update(
        status=TaskResultStatus.RUNNING, worker_ids=[worker], started_at=timezone.now()
    )
    return DBTaskResult.objects.get(pk=result.id)


def test_a_job_is_done_by_the_worker() -> None:
    result = count_letters.enqueue("cibinong")
    run_for_a_moment(workers.enlist(timezone.now()))
    result.refresh()
    assert (result.status, result.return_value) == (TaskResultStatus.SUCCESSFUL, 8)


def test_a_dead_workers_job_is_repeated() -> None:
    job = left_running("gone")
    assert jobs.revive(timezone.now()) == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY


def test_a_living_workers_job_is_left_alone() -> None:
    now = timezone.now()
    job = left_running(workers.enlist(now))
    assert jobs.revive(now) == 0
    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_a_job_that_kills_its_worker_again_and_again_is_shown_as_failed() -> None:
    job = left_running("gone")
    DBTaskResult.objects.filter(pk=job.pk).update(worker_ids=["a", "b", "c"])
    jobs.revive(timezone.now())
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert "WorkerDied" in job.exception_class_path


def test_a_job_whose_end_cannot_be_stored_is_not_running_for_ever(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # What is told of it cannot be handed from one process of tests to the next, either.
    caplog.set_level(logging.CRITICAL, "sinergi.work.faults")
    holder = workers.enlist(timezone.now())
    result = fail_in_words_no_database_takes.enqueue()
    after = count_letters.enqueue("cibinong")
    run_for_a_moment(holder, 2)
    job = DBTaskResult.objects.get(pk=result.id)
    assert (job.status, len(job.worker_ids)) == (TaskResultStatus.FAILED, jobs.TRIES)
    assert "WorkerDied" in job.exception_class_path
    after.refresh()
    assert after.status == TaskResultStatus.SUCCESSFUL


def test_finished_jobs_are_forgotten_after_a_while() -> None:
    result = count_letters.enqueue("cibinong")
    run_for_a_moment(workers.enlist(timezone.now()))
    jobs.forget_the_finished(timezone.now())
    assert DBTaskResult.objects.filter(pk=result.id).exists()
    jobs.forget_the_finished(timezone.now() + timedelta(days=15))
    assert not DBTaskResult.objects.filter(pk=result.id).exists()
