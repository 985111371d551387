"""A web process loads neither weights nor what trains: its memory is a promise."""

from __future__ import annotations

import os
import subprocess
import sys

LOADED = """
import sys, django
django.setup()
import sinergi.urls, sinergi.clock, sinergi.understanding.tasks
heavy = ("numpy", "scipy", "sklearn", "sinergi.language.reading", "sinergi.understanding.deciding")
print([name for name in heavy if name in sys.modules])
"""


def test_a_web_process_loads_no_weights() -> None:
    call = [sys.executable, "-c", LOADED]
    env = {"DJANGO_SETTINGS_MODULE": "sinergi.settings"}
    ended = subprocess.run(
        call, check=False, capture_output=True, text=True, env=dict(os.environ) | env
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() == "[]"
