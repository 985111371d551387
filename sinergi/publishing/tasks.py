"""Doors from the background to what is done there."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django_tasks import task

from sinergi.publishing import making
from sinergi.publishing.models import MediaFile


@task()
def prepare(media_file: int) -> str:
    """Make a file of posts. Return the state its row has then."""
    return making.make(media_file, begin)


def begin(row: MediaFile) -> None:
    """Have a file made by a job, inside the transaction that wrote its row."""
    pk = row.pk
    if settings.JOBS_IN_REDIS:
        transaction.on_commit(lambda: prepare.enqueue(pk))
    else:
        prepare.enqueue(pk)
