"""Debian packages unpacked into a folder of this repository, not installed: no root is needed.

The mirror is the one this machine's own package sources name, asked for the newest distribution,
whose programs bring the libraries they were built for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.locks import alone

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
DISTRIBUTION = "sid"

#: What ``apt-get indextargets`` is asked about each configured source.
CARD = "$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(LABEL)"


class Missing(Exception):
    """The packages cannot be had here. The message says why."""


def unavailable(reason: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be left out (``CI`` is set)."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def unpacked(name: str, packages: Sequence[str]) -> Path:
    """Return the folder ``.cache/NAME/root`` with the packages and all they depend on.

    Downloads once; later calls, also of other processes, find it there. Raises Missing.
    """
    place = CACHE / name
    if not (place / "root").is_dir():
        try:
            CACHE.mkdir(exist_ok=True)
            with alone(CACHE / f"{name}.lock"):
                if not (place / "root").is_dir():
                    _fetch(place, packages)
        except OSError as e:
            raise Missing(f"{CACHE} cannot be written to: {e}") from e
    return place / "root"


def _fetch(place: Path, packages: Sequence[str]) -> None:
    for program in ("apt-get", "apt-cache", "dpkg"):
        if shutil.which(program) is None:
            raise Missing(f"{program} is not here, so {place.name} cannot be had")
    scratch = Path(tempfile.mkdtemp(prefix=f"{place.name}-", dir=CACHE))
    try:
        _unpack(scratch, packages)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (scratch / "root").rename(place / "root")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _unpack(scratch: Path, packages: Sequence[str]) -> None:
    for folder in ("lists/partial", "cache/archives/partial", "root", "deb"):
        (scratch / folder).mkdir(parents=True)
    sources = scratch / "sources.list"
    signed = f"[signed-by={KEYRING}] " if KEYRING.is_file() else ""
    sources.write_text(f"deb {signed}{mirror()} {DISTRIBUTION} main\n")
    options = _options(scratch, sources)
    _run(["apt-get", *options, "-qq", "update"], scratch)
    needed = sorted({*packages, *_needed(packages, options, scratch)})
    _run(["apt-get", *options, "-qq", "download", *needed], scratch / "deb")
    for file in sorted((scratch / "deb").glob("*.deb")):
        _run(["dpkg", "-x", str(file), str(scratch / "root")], scratch)


def _options(scratch: Path, sources: Path) -> list[str]:
    settings = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": scratch / "lists",
        "Dir::Cache": scratch / "cache",
        "APT::Sandbox::User": "",
        "Debug::NoLocking": "1",
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def _needed(packages: Sequence[str], options: Sequence[str], scratch: Path) -> set[str]:
    """Return everything the packages depend on, and no suggestion."""
    no = [f"--no-{kind}" for kind in ("recommends", "suggests", "conflicts", "breaks", "replaces")]
    command = ["apt-cache", *options, "depends", "--recurse", *no, "--no-enhances", *packages]
    told = _run(command, scratch)
    return {line for line in told.splitlines() if line and line[0].islower()}


def mirror() -> str:
    """Return the address of the Debian mirror this machine is set up with. Raises Missing."""
    command = ["apt-get", "indextargets", "--format", CARD, "Created-By: Packages"]
    for line in _run(command, ROOT).splitlines():
        address, release, component, label = [*line.split("|"), "", "", ""][:4]
        side = any(word in release for word in ("security", "updates", "backports"))
        if component == "main" and not side and label in {"Debian", "", "$(LABEL)"}:
            return address
    raise Missing("no Debian mirror is among this machine's package sources")


def _run(command: Sequence[str], folder: Path) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=300, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as e:
        raise Missing(f"{command[0]} did not work: {e}") from e
    if done.returncode:
        raise Missing(f"{command[0]} did not work: {done.stderr.strip()[-300:]}")
    return done.stdout
