"""Run every check side by side and show what failed: `make check`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts import COMPILED, ROOT
from sinergi.lib import keys

BIN = Path(sys.executable).parent
PLACES = [place for place in ("sinergi", "tests", "scripts", "bench") if (ROOT / place).is_dir()]

CHECKS: dict[str, list[str]] = {
    "types": [str(BIN / "mypy"), "--cache-dir", ".cache/mypy"],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", *PLACES],
    "lint": [str(BIN / "ruff"), "check", "--quiet", *PLACES],
    "imports": [str(BIN / "lint-imports"), "--cache-dir", ".cache/imports"],
    "house": [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/house"],
    "migrations": [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"],
}


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        keys.make(Path(home))  # the types of Django's models are read from its settings
        extra = {"SINERGI_HOME": home, "DJANGO_SETTINGS_MODULE": "sinergi.settings"}
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SINERGI_")}
        settings = kept | COMPILED | extra
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
            done = [pool.submit(_check, name, call, settings) for name, call in CHECKS.items()]
            return max(job.result() for job in done)


def _check(name: str, call: list[str], settings: dict[str, str]) -> int:
    start = time.monotonic()
    ended = subprocess.run(
        call, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    said = (
        f"{name:<11}{'ok' if not ended.returncode else 'FAILED'}  {time.monotonic() - start:.1f} s"
    )
    print(said if not ended.returncode else f"{said}\n{ended.stdout}{ended.stderr}", flush=True)
    return 1 if ended.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
