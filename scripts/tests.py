"""Run the tests: `make test` (all) or `make test-fast` (without browser and real servers)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from scripts import COMPILED, ROOT
from tests.servers import atproto, node, packages, snac
from tests.support import locks, postgres

PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
CORES = max(2, os.cpu_count() or 2)
MANY = ["-n", str(CORES), "--dist", "loadscope"]
FAST = "not browser and not real"

#: What no database changes: rooms without one; what pages weigh, how they are swapped and which
#: forms they have (what they show, the tests of each room show on both); the faults of networks,
#: whose waiting and claiming ``networks`` and ``tests/survival`` prove on both; and what only shows
#: (screens, findings, drafts), refuses (doors) or learns (models) by statements of the product that
#: were all found, when they were counted, to be made by other tests, too.
PAGES = [f"sinergi/web/tests/test_{about}.py" for about in ("budgets", "pages", "swaps")]
SHOWN = [
    "sinergi/inbox/tests/test_deadline_screens.py",
    "sinergi/inbox/tests/test_returning.py",
    "sinergi/insights/tests/test_hours_shown.py",
    "sinergi/knowledge/tests/test_drafting.py",
    "sinergi/publishing/library/tests/test_screens.py",
    "sinergi/publishing/tests/further/test_screens.py",
    "sinergi/publishing/tests/test_checks.py",
    "sinergi/publishing/tests/test_languages.py",
    "sinergi/publishing/tests/test_screens.py",
    "sinergi/understanding/tests/test_floors.py",
    "tests/api/test_doors.py",
]
SAME = ["sinergi/connectors", "sinergi/language", "tests/house", "tests/faults", *PAGES, *SHOWN]
ON_POSTGRES = [*(f"--ignore={place}" for place in SAME), "-m", f"database and {FAST}"]

#: Of those that start processes or browsers none makes up requests: what does takes long to import.
SLOW = ["-p", "no:schemathesis", "-m"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of pytest; ``url``: on that PostgreSQL instead of SQLite, with ``more`` settings.

    ``quick``: it works all the time, before everybody's eyes. The others wait a lot, and are told
    of when they are done.
    """

    title: str
    words: list[str]
    url: str = ""
    more: Callable[[], Mapping[str, str]] = dict
    quick: bool = False

    def run(self) -> tuple[bool, str]:
        """Return whether something failed, and what was said.

        Exit code 5: there was nothing to run.
        """
        settings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | COMPILED
        if self.url:
            settings |= {"DATABASE_URL": self.url, **self.more()}
        where = {} if self.quick else {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        words, start = [*PYTEST, *self.words], time.monotonic()
        done = subprocess.run(words, cwd=ROOT, env=settings, text=True, check=False, **where)
        told = f"{done.stdout or ''}== {self.title}: {time.monotonic() - start:.0f} s"
        return done.returncode not in {0, 5}, told


def main(words: list[str]) -> int:
    start, everything = time.monotonic(), words != ["fast"]
    with ExitStack() as ending:
        url, there, failed = "", postgres.programs() is not None, False
        os.environ[locks.RUN] = ending.enter_context(TemporaryDirectory(prefix="sinergi-run-"))
        beside = ending.enter_context(ThreadPoolExecutor(2))
        more: Callable[[], Mapping[str, str]] = dict
        if there:
            url = ending.enter_context(postgres.cluster())
            more = beside.submit(_migrated, url).result
        else:
            print(f"PostgreSQL: skipped, {postgres.MISSING}")
            failed = bool(os.environ.get("CI"))
        if everything:
            beside.submit(_fetched)
        failed |= _run(_quick(url, more), at_once=1)
        if everything:
            failed |= _run(_slow(url, more), at_once=2)
    print(f"\n== all: {time.monotonic() - start:.0f} s", flush=True)
    return int(failed)


def _migrated(url: str) -> dict[str, str]:
    """Migrate a database once, beside the tests on SQLite; return the setting that names it.

    Where that fails each process migrates one of its own, and shows what is wrong.
    """
    words = [sys.executable, "-m", "tests.support.migrated"]
    settings = (
        os.environ | COMPILED | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "sinergi.settings"}
    )
    done = subprocess.run(words, cwd=ROOT, env=settings, check=False)
    return {} if done.returncode else {postgres.TEMPLATE: url.rpartition("/")[2]}


def _fetched() -> None:
    """Fetch beside the quick tests what the slow ones start, where it is not here yet; they say
    what cannot be had.
    """
    with suppress(packages.Missing):
        packages.unpacked("snac", snac.PACKAGES)
    with suppress(packages.Missing):
        node.installed(atproto.RECIPE)


def _quick(url: str, more: Callable[[], Mapping[str, str]]) -> list[Stage]:
    """Return the stages that work all the time."""
    stages = [Stage("SQLite", [*MANY, "-m", FAST], quick=True)]
    if url:
        stages.append(Stage("PostgreSQL", [*MANY, *ON_POSTGRES], url, more, quick=True))
    return stages


def _slow(url: str, more: Callable[[], Mapping[str, str]]) -> list[Stage]:
    """Return the stages that mostly wait for other processes, the longest first."""
    shared, real = [*_many(CORES), *SLOW], "real and not browser"
    stages = [
        Stage("browser", [*SLOW, "browser", *_marked("browser", "tests", "sinergi")]),
        Stage("real servers, commands", [*shared, real, *_marked("real", "tests", "sinergi")]),
    ]
    if url:
        both = [*shared, "real and both", *_marked("both", "tests", "sinergi")]
        stages.append(Stage("real servers, PostgreSQL", both, url, more))
    return stages


def _many(processes: int) -> list[str]:
    """Share files among processes, in the order they are named."""
    return ["-n", str(processes), "--dist", "loadscope", "--no-loadscope-reorder"]


def _marked(mark: str, *places: str) -> list[str]:
    """Return the files with a test of this mark: to look through all of them takes long.

    Backwards: at the end of the alphabet are those that take longest.
    """
    files = [file for place in places for file in (ROOT / place).rglob("test_*.py")]
    written = f"mark.{mark}"
    found = [str(file.relative_to(ROOT)) for file in files if written in file.read_text()]
    return sorted(found, reverse=True)


def _run(stages: Sequence[Stage], *, at_once: int) -> bool:
    """Run so many stages beside each other, the next where one is done; True when something failed.

    More than two at once wait for each other: a machine of two cores then lets single commands run
    for longer than a minute. Beside quick ones all took longer.
    """
    print(f"\n== {at_once} at once: {', '.join(stage.title for stage in stages)}", flush=True)
    failed = False
    with ThreadPoolExecutor(at_once) as hands:
        for ended in as_completed([hands.submit(stage.run) for stage in stages]):
            bad, told = ended.result()
            print(f"\n{told}", flush=True)
            failed |= bad
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
