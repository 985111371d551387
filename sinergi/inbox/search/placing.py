"""The triggers of the index go down before tables change and up again afterwards."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from sinergi.inbox.search import index


def watch(room: AppConfig) -> None:
    """Have the triggers follow the migrations of all rooms."""
    pre_migrate.connect(_before, sender=room, dispatch_uid="inbox.search")
    post_migrate.connect(_after, sender=room, dispatch_uid="inbox.search")


def _before(**told: Any) -> None:
    if told.get("plan"):
        index.lift()


def _after(**_told: Any) -> None:
    index.place()
