"""Have a job do what a transaction wrote down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import transaction


def enlist(enqueue: Callable[[int], object], pk: int) -> None:
    """Enqueue a job for a row; call it inside the transaction that writes the row.

    A job in the database stands or falls with it. One in Redis would be begun before the row is
    there: it is enqueued when the row is.
    """
    if settings.JOBS_IN_REDIS:
        transaction.on_commit(partial(enqueue, pk))
    else:
        enqueue(pk)
