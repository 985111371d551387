"""A PostgreSQL of our own for a while: a fresh cluster on loopback, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL is not installed (Debian: postgresql)"

#: The setting that names a migrated database of which each process of tests takes a copy.
TEMPLATE = "TEST_TEMPLATE"

#: Nothing of a test cluster has to survive a power cut.
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
QUIET = {"log_min_messages": "fatal", "max_connections": "200", "shared_buffers": "64MB"}


def programs() -> Path | None:
    """Return the folder of the newest installed server's programs, or None."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"),
        key=lambda path: float(path.parent.parent.name),
    )
    if found:
        return found[-1].parent
    named = shutil.which("postgres")
    return Path(named).parent if named else None


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Yield the DATABASE_URL of an empty database; the server ends with the block.

    ``durable``: as a real installation keeps it, for measuring.
    """
    where = programs()
    if where is None:
        raise FileNotFoundError(MISSING)
    with tempfile.TemporaryDirectory(prefix="sinergi-postgres-") as folder:
        owner = _owner(Path(folder))
        data, port = Path(folder) / "data", _free_port()
        _call(owner, where / "initdb", "-D", data, "-U", "sinergi", "-A", "trust", "-E", "UTF8",
              "--no-sync", "--locale=C.UTF-8")  # fmt: skip
        options = (
            {"port": port, "listen_addresses": "127.0.0.1"} | QUIET | ({} if durable else FAST)
        )
        words = " ".join(f"-c {name}={value}" for name, value in options.items())
        control = (where / "pg_ctl", "-D", data, "-w")
        _call(owner, *control, "-l", data / "log", "-o", f"{words} -k {folder}", "start")
        try:
            _call(owner, where / "createdb", "-h", folder, "-p", port, "-U", "sinergi", "sinergi")
            yield f"postgresql://sinergi@127.0.0.1:{port}/sinergi"
        finally:
            _call(owner, *control, "-m", "immediate", "stop")


def _owner(folder: Path) -> str | None:
    """Return whom the server runs as: it refuses to run as root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    return name


def _call(owner: str | None, *words: object) -> None:
    ended = subprocess.run(
        [str(word) for word in words],
        user=owner,
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )
    if ended.returncode:
        raise RuntimeError(f"{words[0]} failed: {ended.stdout.strip()}")


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
