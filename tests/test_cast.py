"""Who stands on the stage, test after test: in this order, as they stand here."""

from __future__ import annotations

import pytest
from django.db import connection

from sinergi.cast import Cast, Maker
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def there() -> set[str]:
    return set(User.objects.values_list("username", flat=True))


def test_one_changes_whom_she_finds(ayu: User, ayu_account: Account) -> None:
    ayu.name = "Another"
    ayu.save()
    ayu_account.delete()
    assert there() == {"ayu"}


def test_the_next_finds_all_as_it_was(ayu: User, ayu_account: Account) -> None:
    assert (ayu.name, User.objects.get().name) == ("Ayu", "Ayu")
    assert Account.objects.get() == ayu_account
    assert ayu_account.unit_id == ayu_account.unit.pk


def test_whoever_is_called_comes_to_those_who_stay(ayu: User, citra: User) -> None:
    assert there() == {"ayu", "citra"}
    assert not Account.objects.exists()


def test_whoever_is_not_called_is_not_there(citra: User, tree: dict[str, Unit]) -> None:
    assert there() == {"citra"}
    assert set(Unit.objects.all()) == set(tree.values())


def test_without_a_call_nobody_is_there() -> None:
    assert not there()
    assert not Unit.objects.exists()


def test_those_who_come_again_are_made_again(budi: User, ayu: User) -> None:
    assert there() == {"ayu", "budi"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT username FROM people_user ORDER BY id")
        assert [name for (name,) in cursor.fetchall()] == ["ayu", "budi"]


def test_one_who_comes_last_finds_everybody_there() -> None:
    came: list[str] = []

    def named(name: str) -> Maker:
        return lambda *others: came.append(name) or name  # type: ignore[func-returns-value]

    stage = Cast({name: (named(name), ()) for name in ("first", "second")})
    stage.also("told", named("told"), ("first",), last=True)
    stage.also("beside", named("beside"), ("first",))
    stage.call(["told", "second", "beside", "first"])
    stage.leave()
    assert came == ["first", "beside", "second", "told"]


@pytest.mark.django_db(transaction=True)
def test_whoever_really_commits_has_a_stage_alone(ayu: User) -> None:
    assert not connection.in_atomic_block
    assert there() == {"ayu"}
