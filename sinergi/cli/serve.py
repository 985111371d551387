"""Start web server, worker and clock together, and keep them running until Ctrl-C.

A home that is new, or older than the program, is brought up to date first. With --demo an empty
installation is filled with a demo regency.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from sinergi import __version__
from sinergi.cli import archive, init, listening, loading
from sinergi.cli.problems import Problem
from sinergi.cli.processes import Child, Stop, call, end, keep, start
from sinergi.lib import env

STAMP, MARK = "ready", "serving"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="fill an empty installation first")


def run(args: argparse.Namespace) -> int:
    started = time.monotonic()
    values = env.read(os.environ)
    host, port = values["SINERGI_BIND"]
    with _alone(values["SINERGI_HOME"]):
        listening.free(host, port)
        _up_to_date(values, demo=args.demo)
        return _serve(values, started)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep an installation for ourselves. Raises Problem where another `serve` has it, be it that
    both began in the same moment."""
    init.make(home)
    with open(home / MARK, "a", opener=_private) as mark:
        try:
            # The kernel lets go when we end, however we end; those born of us end with us.
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            raise Problem(
                f"`sinergi serve` runs already with {home}, and goes on. Stop that one first, or "
                "choose another folder with SINERGI_HOME. Nothing was changed."
            ) from e
        os.register_at_fork(after_in_child=mark.close)
        yield


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _serve(values: Mapping[str, Any], started: float) -> int:
    host, port = values["SINERGI_BIND"]
    loading.load(*loading.WEB, *loading.WORK)
    stop = Stop()
    children = [start("web"), start("work")]
    address = env.site_url(values)
    try:
        if _answers(host, port, children, stop):
            print(f"\nSinergi is ready at {address}  ({time.monotonic() - started:.1f} s)")
            show_sign_ins(values["SINERGI_HOME"])
            print("Stop with Ctrl-C.", flush=True)
        keep(children, stop)
    finally:
        end(children)
    return 0


def _up_to_date(values: Mapping[str, Any], *, demo: bool) -> None:
    """Run ``init`` (and ``demo``) where the program or the database changed since last time."""
    stamp, now = values["SINERGI_HOME"] / STAMP, program(values["DATABASE_URL"])
    if not stamp.exists() or stamp.read_text() != now:
        print("Preparing the installation …", flush=True)
        _must(call("init", "--quiet"))
        if demo:
            _must(call("demo", "--if-empty"))
        stamp.write_text(now)


def program(database: str) -> str:
    """Return a digest that changes when the program or the address of its database does."""
    digest = hashlib.sha256(f"{__version__}\n{database}".encode())
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".css", ".js", ".po", ".svg"} and "tests" not in path.parts:
            state = path.stat()
            digest.update(f"{path}{state.st_mtime_ns}{state.st_size}".encode())
    return digest.hexdigest()


def _must(words: Sequence[str]) -> None:
    if subprocess.run(words, check=False).returncode:
        raise Problem("The installation could not be prepared; the reason stands above.")


def _answers(host: str, port: int, children: list[Child], stop: Stop) -> bool:
    """Wait until the first page is served. Raises Problem when a process ends at once."""
    opener = build_opener(ProxyHandler({}))
    place = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # compared, not bound
    url = f"http://{f'[{place}]' if ':' in place else place}:{port}/masuk/"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not stop.asked:
        for child in children:
            if child.process.exitcode is not None:
                raise Problem(f"`sinergi {child.command}` ended at once; the reason stands above.")
        try:
            with opener.open(url, timeout=5):
                return True
        except HTTPError:
            return True
        except (URLError, OSError):
            time.sleep(0.05)
    return False


def show_sign_ins(home: Path) -> None:
    """Print the sign-ins of the demo up to the empty line, and where those after it stand."""
    note = home / archive.SIGN_INS
    if note.exists():
        first, _, others = note.read_text(encoding="utf-8").partition("\n\n")
        more = f"More sign-ins: {note}\n" if others else ""
        print(f"{first}\n{more}", flush=True)
