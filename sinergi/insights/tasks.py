"""Doors from the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from sinergi.insights import actions
from sinergi.insights.models import Import


@task()
def bring_in(pk: int) -> None:
    """Bring in a large file. A repetition after a worker died finds it running still, or done."""
    found = Import.objects.filter(pk=pk, state=Import.State.RUNNING).select_related("account", "by")
    for one in found:
        actions.bring_in(one, now=timezone.now())
