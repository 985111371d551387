"""Set the stage for tests, before Django reads its settings. Loaded by ``-p sinergi.testing``."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from sinergi.lib import catalogues, keys

KEPT = {"DATABASE_URL", "REDIS_URL"}


def set_the_stage() -> None:
    """Give this run a home of its own, and nothing of the machine's own settings."""
    for name in [n for n in os.environ if n.startswith("SINERGI_")]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="sinergi-test-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    keys.make(home)
    for folder in ("built", "static"):
        (home / folder).mkdir()
    os.environ["SINERGI_HOME"] = str(home)
    os.environ["SINERGI_PRIVATE_HOSTS"] = "127.0.0.0/8,::1"
    os.environ["SINERGI_LOG"] = "error"
    catalogues.compile_all()  # Django reads them once, when the first word is said


set_the_stage()
