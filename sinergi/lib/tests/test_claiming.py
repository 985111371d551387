from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import CharField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sinergi.lib.claiming import Claim
from sinergi.lib.prepared import Slot
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = pytest.mark.django_db


def notices(user: User, number: int) -> list[int]:
    """Return the ids of notices that nobody has taken."""
    now = timezone.now()
    made = [
        Notice.objects.create(user=user, kind="free", text=f"{n}", url="/", created=now,
                              facts={"n": n})
        for n in range(number)
    ]  # fmt: skip
    return [one.pk for one in made]


def taking(most: int) -> Claim:
    free = Notice.objects.filter(kind=Slot("kind", CharField())).order_by("id")
    return Claim(free[:most], "kind = %s")


def test_the_first_that_are_free_are_taken_once(ayu: User) -> None:
    ids = notices(ayu, 5)
    claim = taking(3)
    assert [row.pk for row in claim.run(["mine"], kind="free")] == ids[:3]
    assert [row.pk for row in claim.run(["mine"], kind="free")] == ids[3:]
    assert claim.run(["mine"], kind="free") == []
    assert set(Notice.objects.values_list("kind", flat=True)) == {"mine"}


def test_they_come_as_they_are_now_and_as_django_reads_them(ayu: User) -> None:
    (pk,) = notices(ayu, 1)
    (taken,) = taking(1).run(["mine"], kind="free")
    stored = Notice.objects.get(pk=pk)
    assert taken == stored
    for field in Notice._meta.concrete_fields:
        assert getattr(taken, field.attname) == getattr(stored, field.attname)
    assert taken.kind == "mine"
    taken.kind = "given back"
    taken.save()  # it is known as one that is stored
    assert Notice.objects.get(pk=pk).kind == "given back"


@pytest.mark.django_db(transaction=True)
def test_it_needs_no_transaction_around_it(ayu: User) -> None:
    ids = notices(ayu, 2)
    assert [row.pk for row in taking(1).run(["mine"], kind="free")] == ids[:1]


def test_where_nothing_is_free_nobody_is_kept_from_writing(ayu: User) -> None:
    claim = taking(3)
    with CaptureQueriesContext(connection) as asked:
        assert claim.run(["mine"], kind="free") == []
    assert len(asked) == 1
    if connection.vendor == "sqlite":
        assert asked[0]["sql"].startswith("SELECT")


@pytest.mark.django_db(transaction=True)
def test_the_disk_is_not_waited_for(ayu: User) -> None:
    notices(ayu, 1)
    claim = taking(1)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=FULL")
            with CaptureQueriesContext(connection) as asked:
                assert claim.run(["mine"], kind="free")
            cursor.execute("PRAGMA synchronous=OFF")  # as all tests do
            said = [query["sql"] for query in asked if "PRAGMA" in query["sql"]]
            assert said == [
                "PRAGMA synchronous", "PRAGMA synchronous=NORMAL", "PRAGMA synchronous=2",
            ]  # fmt: skip
            return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
        assert claim.run(["mine"], kind="free")
        cursor.execute("SELECT current_setting('synchronous_commit')")
        assert cursor.fetchone() == ("off",)
