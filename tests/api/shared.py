"""The cast and its world, made once for a file: for files of hundreds of tests that begin alike.

No test of a file that imports these fixtures really commits; what a test changes ends with it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from sinergi.conftest import make_account, person, regency
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Role, Unit
from tests.api.conftest import World, furnished


@dataclass(frozen=True, slots=True)
class Shared:
    tree: dict[str, Unit]
    ayu: User
    budi: User
    citra: User
    world: World


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shared]:
    """Everything, in a transaction in which those of the tests lie."""
    with django_db_blocker.unblock(), transaction.atomic():
        tree = regency()
        ayu = person("ayu", "Ayu", tree["cibinong"], Role.ADMIN)
        budi = person("budi", "Budi", tree["regency"], Role.APPROVER)
        citra = person("citra", "Citra", tree["ciomas"], Role.ADMIN)
        account = make_account(ayu, tree["cibinong"], "kecamatan.cibinong")
        yield Shared(tree, ayu, budi, citra, furnished(ayu, budi, account))
        transaction.set_rollback(True)


@pytest.fixture
def shared(kept: Shared, db: None) -> Shared:
    """A copy: what a test does to an object in memory ends with it, too."""
    return copy.deepcopy(kept)


@pytest.fixture
def tree(shared: Shared) -> dict[str, Unit]:
    return shared.tree


@pytest.fixture
def ayu(shared: Shared) -> User:
    return shared.ayu


@pytest.fixture
def budi(shared: Shared) -> User:
    return shared.budi


@pytest.fixture
def citra(shared: Shared) -> User:
    return shared.citra


@pytest.fixture
def ayu_account(shared: Shared) -> Account:
    return shared.world.account


@pytest.fixture
def world(shared: Shared) -> World:
    return shared.world
