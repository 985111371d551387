"""What ``init`` does once Django stands."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command

from sinergi.web import assets


def everything() -> None:
    """Bring database, cache table, words and static files up to date."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True, mode=0o700)
    assets.prepare(settings.HOME)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
