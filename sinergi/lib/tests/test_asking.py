"""Small questions: one cursor for all of them, and all the same rules."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Max
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sinergi.lib.asking import ask
from sinergi.people.models import User

pytestmark = pytest.mark.django_db

TWO = "SELECT 1 + %s UNION ALL SELECT 7"


def test_all_rows_are_returned() -> None:
    assert sorted(ask(TWO, [1])) == [(2,), (7,)]
    assert sorted(ask(TWO, [2])) == [(3,), (7,)]


def test_a_sign_of_percent_is_written_twice() -> None:
    assert ask("SELECT '5 %%' || %s", ["!"]) == [("5 %!",)]


def test_who_listens_hears_what_is_asked() -> None:
    with CaptureQueriesContext(connection) as heard:
        ask(TWO, [1])
    assert len(heard) == 1


def test_a_mistake_is_one_of_djangos_and_the_next_question_is_answered() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ask("SELECT nothing FROM nowhere WHERE %s = 1", [1])
    assert ask("SELECT %s", [3]) == [(3,)]


def test_nothing_is_asked_in_a_transaction_that_is_broken() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            ask("SELECT %s", [1])


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_has_a_cursor_of_its_own() -> None:
    assert ask("SELECT %s", [1]) == [(1,)]
    connection.close()
    assert ask("SELECT %s", [2]) == [(2,)]


@pytest.mark.parametrize("micros", [0, 120, 999_999])
def test_moments_are_utc_however_they_are_read(ayu: User, micros: int) -> None:
    at = datetime(2026, 11, 29, 1, 2, 3, micros, tzinfo=UTC)
    User.objects.filter(pk=ayu.pk).update(last_login=at)
    raw = ask("SELECT last_login FROM people_user WHERE id = %s", [ayu.pk])
    assert raw == [(at,)]
    assert User.objects.get(pk=ayu.pk).last_login == at
    assert User.objects.aggregate(last=Max("last_login"))["last"] == at
    assert timezone.is_aware(raw[0][0])
