"""Set the stage for tests, before Django reads its settings. Loaded by ``-p sinergi.testing``."""

from __future__ import annotations

import atexit
import gc
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.apps import apps
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from sinergi.lib import catalogues, collecting, keys

PACKAGE = Path(__file__).resolve().parent
KEPT = {"DATABASE_URL", "REDIS_URL"}

#: Seconds for a test that starts processes or meets real servers: two cores may have much to do.
PATIENCE = 900


def set_the_stage() -> None:
    """Give this run a home of its own, and nothing of the machine's own settings."""
    for name in [n for n in os.environ if n.startswith("SINERGI_")]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="sinergi-test-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    keys.make(home)
    for folder in ("built", "static"):
        (home / folder).mkdir()
    os.environ["SINERGI_HOME"] = str(home)
    os.environ["SINERGI_PRIVATE_HOSTS"] = "127.0.0.0/8,::1"
    os.environ["SINERGI_LOG"] = "error"
    catalogues.compile_all()  # Django reads them once, when the first word is said


def migrated() -> Path:
    """Return where an empty SQLite file with all migrations done is kept from run to run.

    Named after all that migrations are made of: where one changes, the next run does them all.
    """
    told = hashlib.sha256(django.__version__.encode())
    folders = [Path(app.path) for app in apps.get_app_configs()]
    found = [path for folder in folders for path in sorted(folder.glob("migrations/*.py"))]
    triggers = [PACKAGE / "audit" / "guard.py", PACKAGE / "inbox" / "search" / "index.py"]
    for path in [*found, *triggers]:
        told.update(path.read_bytes())
    return PACKAGE.parent / ".cache" / "migrated" / f"{told.hexdigest()[:24]}.sqlite3"


def pytest_configure() -> None:
    """Let what is tried with many values take its time: the machine may have much to do. What makes
    up requests has imported Hypothesis by now, where it takes part.
    """
    if (hypothesis := sys.modules.get("hypothesis")) is not None:
        hypothesis.settings.register_profile("patient", deadline=None)
        hypothesis.settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)  # before ``-m`` is read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, by its mark or by its fixtures: ``-m database``. Have
    patience with what waits for other processes.
    """
    for item in items:
        slow = item.get_closest_marker("real") or item.get_closest_marker("browser")
        if slow and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(PATIENCE))
        fixtures = getattr(item, "fixturenames", ())  # a test of a document has none
        if item.get_closest_marker("django_db") or "django_db_setup" in fixtures:
            item.add_marker("database")


def together_with(nodeid: str) -> str:
    """Return what all tests share that one process reads for a test: the folder of the connector
    that it is about, the network that it meets, the code of the house; "" where it is no such.

    What its network says of itself officially (aiogram's types, X's SDK, lexicons) takes seconds to
    read, all code to take apart, and Bluesky's own network to start: one process does, not all.
    """
    if nodeid.startswith("tests/house/"):
        return "tests/house"
    found = re.match(r"(sinergi/connectors/\w+)/tests/|tests/real/test_\w+_(atproto)\.py", nodeid)
    if found:
        return found[1] or found[2]
    played = re.match(r"tests/faults/test_faults\.py::\w+\[(\w+): ", nodeid)
    return f"sinergi/connectors/{played[1]}" if played else ""


class ByConnector(LoadScopeScheduling):  # type: ignore[misc]  # xdist says no types
    """Share files among processes, but all tests that read the same as one."""

    def _split_scope(self, nodeid: str) -> str:
        return together_with(nodeid) or str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)  # where no processes are asked for, nobody asks
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByConnector | None:
    return ByConnector(config, log) if config.getoption("dist") == "loadscope" else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Iterator[None]:
    """Look through nothing while tests are collected: all of it stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Leave what was collected alone: tests make and drop objects without end."""
    collecting.seldom()


collecting.loading()
set_the_stage()
