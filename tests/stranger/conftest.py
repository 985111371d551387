"""The stranger's package, built and installed beside ours, and processes that can see it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE = Path(__file__).parent / "package"
ROOT = Path(__file__).resolve().parents[2]

#: The stranger's tests are theirs: they run where their package is installed.
collect_ignore = ["package"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as setuptools builds it, in a folder of its own, without asking a registry."""
    folder = tmp_path_factory.mktemp("stranger")
    copy, target = folder / "package", folder / "site"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    alone = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet")
    pip = ("-m", "pip", "install", *alone, "--disable-pip-version-check", "--root-user-action")
    python(*pip, "ignore", "--target", str(target), str(copy), cwd=folder)
    return target


def python(*words: str, cwd: Path = ROOT, **more: str) -> str:
    """Run Python to its end and return what it printed; fail when it failed."""
    home = {"SINERGI_HOME": str(settings.HOME), "SINERGI_PRIVATE_HOSTS": "127.0.0.0/8"}
    ended = subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env={**os.environ, **home, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout
