"""What `make run` installs is all an installation needs: no package of the tests hides a gap."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.real


def call(*words: str, cwd: Path, **settings: str) -> str:
    foreign = ("SINERGI_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "PYTHON")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(foreign)}
    ended = subprocess.run(
        words, cwd=cwd, env=kept | settings, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the files git knows, and nothing that was installed beside them."""
    folder = tmp_path / "sinergi"
    for name in call("git", "ls-files", "-z", cwd=ROOT).strip("\0").split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
            (folder / name).chmod((ROOT / name).stat().st_mode)
    return folder


#: One process for all commands: what each imports of the packages is the same, and takes seconds.
COMMANDS = """
import sys
from sinergi.cli.main import main
for words in (["init"], ["demo", "--seed", "1"], ["connectors"]):
    if main(words):
        sys.exit(f"{words} failed")
"""


def test_a_fresh_checkout_installs_and_is_in_order(checkout: Path, tmp_path: Path) -> None:
    # What is never imported here need not be compiled.
    call("sh", "scripts/install", "run", cwd=checkout, PIP_COMPILE="0")
    python = str(checkout / ".venv" / "bin" / "python")
    home = str(tmp_path / "home")
    assert call(python, "-m", "sinergi", "--version", cwd=checkout)
    told = call(python, "-c", COMMANDS, cwd=checkout, SINERGI_HOME=home)
    assert "mastodon" in told
    # OIDC is off by default: what it imports must be there all the same.
    call(python, "-c", "import jwt, requests", cwd=checkout)
