"""What cannot be stored in the cache is not taken for what is there already."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection

from sinergi.lib.caching import NotStored

pytestmark = pytest.mark.django_db


@pytest.fixture
def unwritable() -> Iterator[None]:
    """A database that can only be read, as one whose disk is full."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL says so once for a whole transaction")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        yield
        cursor.execute("PRAGMA query_only = OFF")


def test_what_is_there_is_not_added_again() -> None:
    assert cache.add("kunci-uji", 1)
    assert not cache.add("kunci-uji", 2)
    assert cache.get("kunci-uji") == 1


@pytest.mark.usefixtures("unwritable")
def test_what_cannot_be_stored_is_said() -> None:
    with pytest.raises(NotStored):
        cache.add("kunci-uji", 1)
