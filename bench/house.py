"""The product's own processes, started as people start them, and what they take."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 120.0


@contextmanager
def group(
    words: list[str], where: Path, log: Path, **more: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command as a terminal does; with the block, end it and all that it started."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            words, cwd=where, env=os.environ | more, stdout=out, stderr=out, start_new_session=True
        )
        try:
            yield process
        finally:
            end(process)


@contextmanager
def web(address: str, *, processes: int) -> Iterator[None]:
    """Run `sinergi web` on this home and database, as for many visitors: few requests are worked
    on at once, for in a process they wait for each other.
    """
    sizes = {"SINERGI_WEB_PROCESSES": str(processes), "SINERGI_WEB_THREADS": "2"}
    more = {"SINERGI_BIND": address, **sizes}
    log = Path(os.environ["SINERGI_HOME"]) / "web.log"
    with group([sys.executable, "-m", "sinergi", "web"], Path.cwd(), log, **more) as process:
        wait(address, process)
        yield


def wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the sign-in page is there. Raises when the process ends or it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if status(address) == 200:
            return
        time.sleep(0.02)
    raise TimeoutError(f"no page at {address}")


def status(address: str, path: str = "/masuk/") -> int:
    """Return the status of a page, 0 when nobody answers."""
    line = HTTPConnection(address, timeout=30)
    try:
        line.request("GET", path)
        return line.getresponse().status
    except OSError:
        return 0
    finally:
        line.close()


def end(process: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C, and wait until nothing of what was started is left."""
    family = members(process)
    os.killpg(process.pid, signal.SIGINT)
    deadline = time.monotonic() + PATIENCE / 4
    while _alive(family, process) and time.monotonic() < deadline:
        time.sleep(0.1)
    for pid in _alive(family, process):
        os.kill(pid, signal.SIGKILL)
    process.wait()


def members(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the ids of a process, of those it started, of those they started."""
    parents = {pid: parent for pid, (_, parent) in _states().items()}
    found = [process.pid]
    for pid in found:  # it grows while we go
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _alive(family: list[int], process: subprocess.Popen[bytes]) -> list[int]:
    process.poll()  # takes leave of the first, where it has ended
    states = _states()
    return [pid for pid in family if states.get(pid, ("Z", 0))[0] != "Z"]


def _states() -> dict[int, tuple[str, int]]:
    """Return the state and the parent of every process."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue  # it has just ended
            found[int(entry.name)] = (state, int(parent))
    return found


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """Return how many MB a process and its family keep (PSS: what they share is divided)."""
    kilobytes = 0
    for pid in members(process):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
