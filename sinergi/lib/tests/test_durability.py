from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from sinergi.lib.durability import repeatable
from sinergi.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)

#: How each database says that a transaction is waited for, and that it is not.
ASKED, WAITED, SOON = {
    "sqlite": ("PRAGMA synchronous", 2, 1),
    "postgresql": ("SHOW synchronous_commit", "on", "off"),
}[connection.vendor]


def waits() -> object:
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        (found,) = cursor.fetchone()
        return found


@pytest.fixture
def waiting() -> Iterator[None]:
    """Have the connection wait for the disk, as it does outside of tests."""
    before = waits()
    said = "PRAGMA synchronous={}" if connection.vendor == "sqlite" else "SET synchronous_commit={}"
    with connection.cursor() as cursor:
        cursor.execute(said.format(WAITED))
        yield
        cursor.execute(said.format(before))


@pytest.mark.usefixtures("waiting")
def test_only_what_is_done_again_is_not_waited_for(ayu: User) -> None:
    assert waits() == WAITED
    with repeatable():
        assert waits() == SOON
        User.objects.filter(pk=ayu.pk).update(name="Ayu again")
    assert waits() == WAITED
    assert User.objects.get(pk=ayu.pk).name == "Ayu again"


@pytest.mark.usefixtures("waiting")
def test_what_fails_is_taken_back_and_the_next_is_waited_for(ayu: User) -> None:
    with pytest.raises(ValueError, match="nobody"), repeatable():
        called(ayu, "")
    assert waits() == WAITED
    assert not User.objects.filter(name="Somebody").exists()


def called(user: User, name: str) -> None:
    User.objects.filter(pk=user.pk).update(name="Somebody")
    if not name:
        raise ValueError("nobody")


@pytest.mark.usefixtures("waiting")
def test_within_another_transaction_that_one_decides(ayu: User) -> None:
    with transaction.atomic(), repeatable():
        assert waits() == WAITED
        User.objects.filter(pk=ayu.pk).update(name="Ayu again")
    assert User.objects.get(pk=ayu.pk).name == "Ayu again"
