"""Run the tests: `make test` (all) or `make test-fast` (without browser and real servers)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.support import postgres

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
MANY = ["-n", str(max(2, os.cpu_count() or 2)), "--dist", "loadscope"]
FAST = "not browser and not real"

#: What no database changes: rooms without one, and the faults of networks, whose waiting and
#: claiming the tests of ``networks`` and ``tests/survival`` prove on both.
SAME = ["sinergi/connectors", "sinergi/language", "tests/house", "tests/faults"]
ON_POSTGRES = [*(f"--ignore={place}" for place in SAME), "-m", f"database and {FAST}"]

#: Compiled once for all runs, also where Python is told to write nothing beside its sources.
COMPILED = {"PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}


def main(words: list[str]) -> int:
    everything = words != ["fast"]
    failed = _run("SQLite", [*MANY, "-m", FAST])
    if postgres.programs() is None:
        print(f"PostgreSQL: skipped, {postgres.MISSING}")
        failed |= bool(os.environ.get("CI"))
    else:
        with postgres.cluster() as url:
            failed |= _run("PostgreSQL", [*MANY, *ON_POSTGRES], url)
            if everything:
                failed |= _run("real servers, PostgreSQL", [*MANY, "-m", "real and both"], url)
    if everything:
        failed |= _run("real servers, SQLite", [*MANY, "-m", "real and not browser"])
        failed |= _run("browser", ["-m", "browser"])
    return int(failed)


def _run(title: str, words: list[str], url: str = "") -> bool:
    """Run pytest once; True when something failed. Exit code 5: there was nothing to run."""
    print(f"\n== {title}", flush=True)
    settings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | COMPILED
    if url:
        settings["DATABASE_URL"] = url
    start = time.monotonic()
    code = subprocess.run([*PYTEST, *words], cwd=ROOT, env=settings, check=False).returncode
    print(f"== {title}: {time.monotonic() - start:.0f} s", flush=True)
    return code not in {0, 5}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
