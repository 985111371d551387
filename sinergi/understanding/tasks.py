"""Doors from the background."""

from __future__ import annotations

from django_tasks import task

from sinergi.understanding import fitting
from sinergi.understanding.actions import training
from sinergi.understanding.models import OfficeModel


@task()
def train(pk: int) -> None:
    """Train a model. A repetition after a worker died finds it being trained still, or done."""
    found = OfficeModel.objects.filter(pk=pk, state=OfficeModel.State.TRAINING)
    for one in found.select_related("unit", "before"):
        training.train(one, fitting.in_a_process)
