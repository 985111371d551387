"""A worker is killed with ``kill -9`` in the middle of long work: another goes on with it."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import File
from django.utils import timezone
from pytest_django import Settings

from sinergi.audit.models import Entry
from sinergi.lib.media.tests.made import film
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions, intake, tasks
from sinergi.publishing.bulk import batches, plans
from sinergi.publishing.models import Batch, MediaFile, Post
from sinergi.units.models import Unit
from sinergi.work import jobs
from tests.support.processes import end, wait_until, work, workers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.real,
    pytest.mark.both,
]

MANY = 150
Begun = Callable[[], bool]


def killed_in_the_middle(begun: Begun, log: Path) -> None:
    """Run a worker until something is half done, and kill it."""
    worker = work(2, log)
    try:
        wait_until(begun, 180, "nothing is done")
        worker.kill()
        assert worker.wait(30) == -signal.SIGKILL
    finally:
        end([worker])
    # As the clock does when the heartbeat has been silent for long enough.
    assert jobs.revive(timezone.now() + timedelta(minutes=2)) == 1


def count(batch: Batch) -> batches.Standing:
    return batches.counted(Batch.objects.get(pk=batch.pk))


def half(batch: Batch) -> Begun:
    return lambda: count(batch).done >= 5


def done(batch: Batch) -> Begun:
    return lambda: Batch.objects.get(pk=batch.pk).state == Batch.State.DONE


def test_one_change_to_many_posts_goes_on_and_what_failed_is_tried_again(
    ayu: User, tree: dict[str, Unit], tmp_path: Path
) -> None:
    posts = [
        actions.write(ayu, tree["cibinong"], text=f"Kabar {n}", accounts=[]) for n in range(MANY)
    ]
    for post in posts:
        Post.objects.filter(pk=post.pk).update(planned_at=timezone.now() + timedelta(days=3))
    actions.cancel(ayu, posts[-1])
    batch = batches.change(ayu, posts, "move", {"days": 7}, begin=tasks.begin_batch)
    killed_in_the_middle(half(batch), tmp_path / "log")
    there = count(batch)
    assert there.total == MANY
    assert there.done + there.waiting + there.failed == MANY
    assert there.waiting > 0
    with workers(1, tmp_path / "log"):
        wait_until(done(batch), 240, "the batch")
    assert (count(batch).done, count(batch).failed) == (MANY - 1, 1)
    moved = Entry.objects.filter(verb="post.planned").values_list("object_id", flat=True)
    assert set(Counter(moved).values()) == {1}
    Post.objects.filter(pk=posts[-1].pk).update(state=Post.State.DRAFT)
    with workers(1, tmp_path / "log"):
        assert batches.again(ayu, batch, begin=tasks.begin_batch) == 1
        wait_until(lambda: count(batch).done == MANY, 120, "what failed")


def test_a_plan_is_written_whole_and_no_line_twice(
    ayu: User, ayu_account: Account, tmp_path: Path
) -> None:
    day = timezone.localdate() + timedelta(days=9)
    lines = "\n".join(f"{day},07:30,Unggahan {n}" for n in range(MANY))
    report = plans.read(
        ayu, ayu_account.unit, f"tanggal,jam,teks\n{lines}\n".encode(), now=timezone.now()
    )
    batch = batches.bring(
        ayu, ayu_account.unit, report, name="rencana.csv", begin=tasks.begin_batch
    )
    killed_in_the_middle(half(batch), tmp_path / "log")
    assert count(batch).waiting > 0
    assert Post.objects.count() == count(batch).done
    with workers(1, tmp_path / "log"):
        wait_until(done(batch), 240, "the plan")
    assert Counter(Post.objects.values_list("text", flat=True)) == Counter(
        f"Unggahan {n}" for n in range(MANY)
    )


def test_a_video_is_prepared_whole_by_another_worker(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.HOME / "media"
    made = film(tmp_path / "lama.mov", size=(640, 480), seconds=60, turned=90, pictures="mpeg4")
    with made.open("rb") as source:
        intake.store(File(source), name="lama.mov")
    row = MediaFile.objects.get()

    def begun() -> bool:
        row.refresh_from_db()
        assert row.state == MediaFile.State.PREPARING, "too quick to be killed"
        return row.progress > 0

    killed_in_the_middle(begun, tmp_path / "log")
    row.refresh_from_db()
    assert (row.state, row.file) == (MediaFile.State.PREPARING, "")
    with workers(1, tmp_path / "log"):
        wait_until(lambda: MediaFile.objects.get().state == "ready", 240, "the video")
    assert MediaFile.objects.get().progress == 100
