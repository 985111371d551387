from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, DateTimeField, F, QuerySet
from django.db.models.lookups import In
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sinergi.lib import connecting
from sinergi.lib.prepared import Prepared, Slot, counts, filling, prepared, rounded, slots
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def test_a_slot_takes_another_value_each_time(tree: dict[str, Unit]) -> None:
    named = Prepared(Unit.objects.filter(code=Slot("code", CharField())).values_list("name"))
    assert named.one(code="32.01.01") == ("Cibinong",)
    assert named.one(code="32.01.29") == ("Ciomas",)
    assert named.one(code="'; --") is None


def test_a_sequence_of_slots_takes_a_sequence(tree: dict[str, Unit]) -> None:
    two = Unit.objects.filter(In(F("code"), slots("codes", 2, CharField())))
    named = Prepared(two.order_by("code").values_list("name"))
    assert named.run(codes=["32.01.29", "32.01.01"]) == [("Cibinong",), ("Ciomas",)]


def test_few_shapes_are_enough_for_any_number(tree: dict[str, Unit]) -> None:
    assert [rounded(number) for number in (1, 2, 3, 4, 5, 32, 33)] == [1, 2, 4, 4, 8, 32, 64]
    codes = list(Unit.objects.order_by("code").values_list("code", flat=True)[:3])
    some = Unit.objects.filter(In(F("code"), slots("codes", rounded(3), CharField())))
    named = Prepared(some.order_by("code").values_list("code"))
    assert named.run(codes=filling(codes)) == [(code,) for code in codes]
    assert filling(codes[:1]) == codes[:1]


def test_json_comes_back_as_the_orm_gives_it(ayu: User) -> None:
    now = timezone.now()
    told: list[dict[str, Any]] = [{}, {"n": [1, "é"], "none": None}, {"of": {"of": {}}}]
    for facts in told:
        Notice.objects.create(user=ayu, kind="k", text="t", url="/", created=now, facts=facts)
    rows = Notice.objects.order_by("id")
    found = Prepared(rows.values_list("facts", "facts__of")).run()
    assert found == list(rows.values_list("facts", "facts__of"))
    found[0][0]["changed"] = 1
    assert Prepared(rows.values_list("facts")).run()[0] == ({},)


def test_what_can_have_no_answer_is_not_asked(tree: dict[str, Unit]) -> None:
    nothing = Prepared(Unit.objects.filter(pk__in=[]).values_list("name"))
    with CaptureQueriesContext(connection) as asked:
        assert nothing.run() == []
    assert len(asked) == 0


def test_moments_come_back_as_the_orm_gives_them(ayu: User) -> None:
    now = timezone.now()
    for read in (None, now):
        Notice.objects.create(user=ayu, kind="k", text="t", url="/", created=now, read=read)
    rows = Notice.objects.filter(created__lte=Slot("until", DateTimeField())).order_by("id")
    ready = Prepared(rows.values_list("created", "read", "facts"))
    found = ready.run(until=now)
    assert found == list(Notice.objects.order_by("id").values_list("created", "read", "facts"))
    assert [type(at) for row in found for at in row[:2] if at] == [datetime] * 3
    assert ready.run(until=now - timedelta(microseconds=1)) == []


def test_it_is_built_once_for_each_shape(tree: dict[str, Unit]) -> None:
    built: list[int] = []

    @prepared
    def first(number: int) -> QuerySet[Any, Any]:
        built.append(number)
        return Unit.objects.order_by("code").values_list("code")[:number]

    assert [len(first(number).run()) for number in (1, 2, 1, 2)] == [1, 2, 1, 2]
    assert built == [1, 2]


def test_what_is_always_the_same_stands_in_the_words_for_postgresql(tree: dict[str, Unit]) -> None:
    rows = Unit.objects.filter(name__startswith="Ci_%'", code=Slot("code", CharField()), pk__gt=0)
    ready = Prepared(rows.values_list("name"))
    assert ready.run(code="32.01.01") == []
    found = Prepared(Unit.objects.filter(name__contains="%").values_list("name"))
    Unit.objects.filter(code="32.01.29").update(name="100% 'Ciomas'")
    assert found.run() == [("100% 'Ciomas'",)]
    if connection.vendor == "postgresql":
        assert (ready.sql.count("%s"), len(ready.filled({"code": "x"}))) == (1, 1)


def test_many_are_counted_by_one_question(tree: dict[str, Unit]) -> None:
    named = Prepared(Unit.objects.filter(code=Slot("code", CharField())).values_list("id"))
    every = Prepared(Unit.objects.order_by("code").values_list("id")[:2])
    nothing = Prepared(Unit.objects.filter(pk__in=[]).values_list("id"))
    asked = [(named, {"code": "32.01.01"}), (nothing, {}), (every, {}), (named, {"code": "no"})]
    with CaptureQueriesContext(connection) as queries:
        assert counts(asked) == [1, 0, 2, 0]
        assert counts([(nothing, {})]) == [0]
        assert counts([]) == []
    assert len(queries) == 1


def test_many_plans_are_kept_for_pages() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite plans nothing ahead")
    connection.ensure_connection()
    assert connection.connection.prepared_max == connecting.MOST_PLANNED
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('jit'), current_setting(%s)", [_HELPERS])
        assert cursor.fetchone() == ("off", "0")


_HELPERS = "max_parallel_workers_per_gather"
