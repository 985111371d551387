"""The cast and the stage. Ayu edits, Budi approves, Citra belongs to another office."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate
from django.template import engines
from django.test import override_settings
from jinja2 import FileSystemBytecodeCache
from pytest_django.plugin import DjangoDbBlocker

from sinergi import testing
from sinergi.audit import guard
from sinergi.cast import Cast, wanted
from sinergi.networks import gateway
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit
from sinergi.web import assets
from tests.support import entrance, locks, postgres


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    _of_its_own()


@cache
def _of_its_own() -> None:
    """A file, not memory: threads and further processes must see the same database.

    The suffix keeps test processes side by side from sharing one. It need not survive a power cut.
    On PostgreSQL it is a copy of a migrated one, where there is such a one.

    Once, as all that follows: the two folders of tests each have these fixtures, and to put another
    file in the place of one that is open leaves its connection with a schema that is no more.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(settings.HOME / "test.sqlite3")}
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    elif name := os.environ.get(postgres.TEMPLATE):
        database["TEST"] = {**database.get("TEST", {}), "TEMPLATE": name}


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    return _begun()


@cache
def _begun() -> bool:
    """Begin on SQLite with what an earlier run migrated; Django does what is missing there."""
    there = connection.vendor == "sqlite" and testing.migrated().exists()
    if there:
        shutil.copyfile(testing.migrated(), settings.HOME / "test.sqlite3")
    return there


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        _open()


@cache
def _open() -> None:
    """Tests that really commit empty the tables afterwards; the log's own tests put it back.

    Django would fill its own with permissions again each time, of which nothing of ours reads.
    """
    if connection.vendor == "sqlite" and not _begun():
        _keep(testing.migrated())
    guard.lift(connection)
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


def _keep(path: Path) -> None:
    """Keep the migrated database for the next run. Processes side by side may do so at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = settings.HOME / path.name
    # Not by VACUUM INTO: with a table of FTS5 it leaves this connection a broken file (3.40.1).
    with closing(sqlite3.connect(made)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    shutil.copyfile(made, path.with_suffix(f".{os.getpid()}"))
    path.with_suffix(f".{os.getpid()}").replace(path)


@pytest.fixture
def tree(db: None) -> dict[str, Unit]:
    return CAST.of("tree") or regency()


def regency() -> dict[str, Unit]:
    """Return a small regency: the regency, its communications office, two districts."""
    top = units.add_unit(None, code="32.01", name="Kabupaten Bogor", kind=Unit.Kind.REGENCY)
    add = {
        "diskominfo": ("diskominfo", "Diskominfo", Unit.Kind.COMMUNICATIONS),
        "cibinong": ("32.01.01", "Cibinong", Unit.Kind.DISTRICT),
        "ciomas": ("32.01.29", "Ciomas", Unit.Kind.DISTRICT),
    }
    made = {
        key: units.add_unit(None, code=code, name=name, kind=kind, parent=top)
        for key, (code, name, kind) in add.items()
    }
    return {"regency": top, **made}


class Quick(Argon2PasswordHasher):
    """As passwords are hashed, without what makes that slow: 0.1 s and 100 MB for each sign-in."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=[f"{Quick.__module__}.{Quick.__qualname__}"]):
        yield


@cache
def hashed() -> str:
    """Return everybody's password, hashed once."""
    return make_password("kata-sandi-uji")


def person(username: str, name: str, unit: Unit, role: str) -> User:
    user = User.objects.create(
        username=username, email=f"{username}@example.go.id", password=hashed(), name=name
    )
    units.appoint(None, user=user, unit=unit, role=role, valid_from=date(2026, 1, 2))
    return user


@pytest.fixture
def ayu(tree: dict[str, Unit]) -> User:
    return CAST.of("ayu") or _ayu(tree)


@pytest.fixture
def budi(tree: dict[str, Unit]) -> User:
    return CAST.of("budi") or _budi(tree)


@pytest.fixture
def citra(tree: dict[str, Unit]) -> User:
    return CAST.of("citra") or _citra(tree)


@pytest.fixture
def ayu_account(ayu: User, tree: dict[str, Unit]) -> Account:
    """An account of Ayu's office on the pretend network (no server behind it)."""
    return CAST.of("ayu_account") or _ayu_account(tree, ayu)


@pytest.fixture
def citra_account(citra: User, tree: dict[str, Unit]) -> Account:
    return CAST.of("citra_account") or _citra_account(tree, citra)


def _ayu(tree: dict[str, Unit]) -> User:
    return person("ayu", "Ayu", tree["cibinong"], Role.ADMIN)


def _budi(tree: dict[str, Unit]) -> User:
    return person("budi", "Budi", tree["regency"], Role.APPROVER)


def _citra(tree: dict[str, Unit]) -> User:
    return person("citra", "Citra", tree["ciomas"], Role.ADMIN)


def _ayu_account(tree: dict[str, Unit], ayu: User) -> Account:
    return make_account(ayu, tree["cibinong"], "kecamatan.cibinong")


def _citra_account(tree: dict[str, Unit], citra: User) -> Account:
    return make_account(citra, tree["ciomas"], "kecamatan.ciomas")


CAST = Cast({
    "tree": (regency, ()),
    "ayu": (_ayu, ("tree",)),
    "ayu_account": (_ayu_account, ("tree", "ayu")),
    "budi": (_budi, ("tree",)),
    "citra": (_citra, ("tree",)),
    "citra_account": (_citra_account, ("tree", "citra")),
})  # fmt: skip

#: Where the fixtures of the cast stand.
HOMES = {__name__}

entrance.share()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Iterator[None]:
    """Call the cast before pytest-django begins the test's own transaction."""
    try:
        if fixturedef.argname == "_django_db_helper":
            blocker = request.getfixturevalue("django_db_blocker")
            with blocker.unblock():
                CAST.call(wanted(request, HOMES))
    finally:  # a fixture that pytest has prepared must be made, else it fails for all after it
        made = yield
    return made


@pytest.fixture(scope="module", autouse=True)
def _cast_of_a_file(request: pytest.FixtureRequest) -> Iterator[None]:
    """Those who stay do so for the tests of a file."""
    yield
    if CAST.there:
        with request.getfixturevalue("django_db_blocker").unblock():
            CAST.leave()


def make_account(owner: User, unit: Unit, handle: str, network: str = "sandbox") -> Account:
    """Write down a connected account without asking a network."""
    from_now = owner.date_joined
    return Account.objects.create(
        unit=unit,
        network=network,
        handle=handle,
        name=unit.name,
        owner=owner,
        credentials=gateway.lock({"server": "http://127.0.0.1:9", "token": "rahasia-uji"}),
        connected_at=from_now,
        next_listen=from_now,
    )


@pytest.fixture(scope="session")
def pages() -> None:
    """Make what pages need, once for a run: words, icons, static files."""
    prepared()


@cache
def prepared() -> None:
    """Prepare once, though the two folders of tests each have a fixture of their own."""
    assets.prepare(settings.HOME)
    entrance.anew()
    if run := os.environ.get(locks.RUN):  # compiled once for all stages and processes of it
        folder = Path(run) / "templates"
        folder.mkdir(exist_ok=True)
        engines["jinja2"].env.bytecode_cache = FileSystemBytecodeCache(str(folder))  # type: ignore[attr-defined]  # Jinja2's


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """What a process remembers must not leak from one test to the next."""
    yield
    gateway.http.cache_clear()
