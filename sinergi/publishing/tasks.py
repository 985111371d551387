"""Doors from the background to what is done there."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from sinergi.publishing import making
from sinergi.publishing.bulk import batches
from sinergi.publishing.models import MediaFile
from sinergi.work.enlisting import enlist


@task()
def prepare(media_file: int) -> str:
    """Make a file of posts. Return the state its row has then."""
    return making.make(media_file, begin)


def begin(row: MediaFile) -> None:
    """Have a file made by a job, inside the transaction that wrote its row."""
    enlist(prepare.enqueue, row.pk)


@task()
def go_on_with_batch(batch: int) -> None:
    """Do what is left of a batch."""
    batches.work(batch)


def begin_batch(batch: int) -> None:
    go_on_with_batch.enqueue(batch)


def resume_batches(now: datetime) -> int:
    return batches.resume(now, begin_batch)
