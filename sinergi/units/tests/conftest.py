"""Who is on the stage of these tests besides Ayu, Budi and Citra."""

from __future__ import annotations

import pytest

from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.units.models import Role, Unit


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    """The coordinator of the regency."""
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def office(tree: dict[str, Unit]) -> Unit:
    return tree["cibinong"]
