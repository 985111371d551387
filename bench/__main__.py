"""Measure what was promised and print a table: `make bench`, or `python -m bench --only NAME`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, read
from tests.support import postgres

ROOT = Path(__file__).resolve().parent.parent

#: What is measured on which databases.
MEASURES = {
    "start": ("SQLite",),
    "due": ("SQLite", "PostgreSQL"),
    "many": ("SQLite", "PostgreSQL"),
    "fanout": ("SQLite", "PostgreSQL"),
    "calls": ("SQLite", "PostgreSQL"),
    "lists": ("SQLite", "PostgreSQL"),
    "audit": ("SQLite", "PostgreSQL"),
    "answering": ("SQLite", "PostgreSQL"),
    "inbox": ("SQLite", "PostgreSQL"),
    "intake": ("SQLite", "PostgreSQL"),
    "language": ("SQLite",),
    "knowledge": ("SQLite", "PostgreSQL"),
    "helpdesk": ("SQLite",),
    "calendar": ("SQLite", "PostgreSQL"),
    "media": ("SQLite",),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", choices=MEASURES, action="append")
    chosen = parser.parse_args().only or list(MEASURES)
    figures = list(_all(chosen))
    print(f"\n{'figure':<66}{'measured':>12}  {'limit':>12}")
    for figure in figures:
        print(_line(figure))
    return 0 if all(figure.kept for figure in figures) else 1


def _all(chosen: list[str]) -> Iterator[Figure]:
    for name in chosen:
        for database in MEASURES[name]:
            if database == "SQLite":
                yield from _measure(name, database)
            elif postgres.programs() is None:
                print(f"{name} on PostgreSQL: skipped, {postgres.MISSING}", file=sys.stderr)
            else:
                with postgres.cluster(durable=True) as url:
                    yield from _measure(name, database, DATABASE_URL=url)


def _measure(name: str, database: str, **more: str) -> Iterator[Figure]:
    """Run one program in a process and a home of its own."""
    print(f"measuring {name} on {database} …", file=sys.stderr, flush=True)
    foreign = ("SINERGI_", "DATABASE_URL", "REDIS_URL")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(foreign)}
    with tempfile.TemporaryDirectory(prefix="sinergi-bench-") as home:
        settings = {
            "SINERGI_HOME": f"{home}/home",
            "SINERGI_PRIVATE_HOSTS": "127.0.0.0/8",
            "SINERGI_LOG": "error",
            "DJANGO_SETTINGS_MODULE": "sinergi.settings",
            "BENCH_DATABASE": database,
        }
        ended = subprocess.run(
            [sys.executable, "-m", f"bench.{name}"],
            cwd=ROOT,
            env=kept | settings | more,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    yield from filter(None, map(read, ended.stdout.splitlines()))
    if ended.returncode:
        yield Figure(f"{name} on {database} FAILED", float(ended.returncode), "", 0)


def _line(figure: Figure) -> str:
    limit = ""
    if figure.limit is not None:
        limit = f"{'≥' if figure.least else '≤'} {figure.limit:.2f} {figure.unit}"
    mark = "" if figure.kept else "   OVER"
    return f"{figure.name:<66}{f'{figure.value:.2f} {figure.unit}':>12}  {limit:>12}{mark}"


if __name__ == "__main__":
    sys.exit(main())
