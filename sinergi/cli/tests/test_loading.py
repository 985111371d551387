"""What is loaded before a process divides itself can be divided."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sinergi.cli.tests.conftest import environment

# It is a process of its own.
pytestmark = pytest.mark.real

#: Large, and needed by few: loaded where it is used.
UNASKED = ("av", "numpy", "openpyxl", "pillow_heif", "scipy", "sklearn")

LOADED = f"""
UNASKED = {UNASKED}
import os, sys
from django.db import connections
from sinergi.cli import loading
loading.load(*loading.WEB, *loading.WORK)
print(len(os.listdir("/proc/self/task")), *[c.connection for c in connections.all()])
names = ("sinergi.web.api.root", "sinergi.clock", *UNASKED)
print(*[name for name in names if name in sys.modules])
"""


def test_no_thread_runs_and_no_database_is_open(demo: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED],
        env=environment(demo, DJANGO_SETTINGS_MODULE="sinergi.settings"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.splitlines() == ["1 None", "sinergi.web.api.root sinergi.clock"]
