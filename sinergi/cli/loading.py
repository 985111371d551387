"""What web servers and workers are made of, loaded once for all processes born of this one.

Memory that was filled before a process divided itself is shared until one of the two writes to it.
Nothing here opens a database or starts a thread: neither can be divided.
"""

from __future__ import annotations

import gc
from importlib import import_module

from django.conf import settings
from django.utils import translation

from sinergi.cli import setup

#: Every address with what stands behind it.
WEB = ("sinergi.urls",)
WORK = ("sinergi.cli.work",)


def load(*names: str) -> None:
    """Set Django up, and load modules and words. Raises Problem as ``setup.django``."""
    setup.django()
    for name in names:
        import_module(name)
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Yes")
    gc.collect()
    gc.freeze()  # the collector writes to what it looks through
