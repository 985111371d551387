"""Migrate the empty database of ``DATABASE_URL``: ``python -m tests.support.migrated``.

Each process of tests begins with a copy of it, where it would do all migrations for itself.
"""

from __future__ import annotations

import django
from django.core.management import call_command

import sinergi.testing  # noqa: F401  # sets the stage

if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
