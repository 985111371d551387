from __future__ import annotations

import pytest
from django.db.models import BigIntegerField, CharField

from sinergi.lib.among import Among, Keyed
from sinergi.lib.prepared import Prepared
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

#: As people write, and as they should not.
ODD = ("", "'", '"]', "\\", "a,b", "{a}", "ñ \U0001f600", "%s", "null", "1")


def test_a_column_is_among_any_number_of_values(tree: dict[str, Unit]) -> None:
    named = Prepared(Unit.objects.filter(Among("code", "codes", CharField())).values_list("code"))
    for codes in ([], ["32.01.01"], ["32.01.29", "32.01.01"], [*ODD, "32.01.29"]):
        known = {unit.code for unit in tree.values()}
        assert {code for (code,) in named.run(codes=codes)} == known & {*codes}


def test_whole_numbers_are_looked_up_as_such(tree: dict[str, Unit]) -> None:
    some = Prepared(Unit.objects.filter(Among("id", "ids", BigIntegerField())).values_list("id"))
    for ids in ([], [tree["ciomas"].pk], [unit.pk for unit in tree.values()], [2**62, -1]):
        assert {pk for (pk,) in some.run(ids=ids)} == {*ids} & {unit.pk for unit in tree.values()}


def test_rows_are_found_by_all_columns_of_a_key_together(tree: dict[str, Unit]) -> None:
    both = Prepared(Unit.objects.filter(Keyed(Unit, "parent code", "keys")).values_list("name"))
    one, other = tree["cibinong"], tree["ciomas"]
    assert both.run(keys=[]) == []
    assert both.run(keys=[(one.parent_id, one.code)]) == [(one.name,)]
    assert both.run(keys=[(one.pk, one.code), (one.parent_id, one.code + " ")]) == []
    keys = [(one.parent_id, one.code), (other.parent_id, other.code), *((1, odd) for odd in ODD)]
    assert sorted(both.run(keys=keys)) == sorted([(one.name,), (other.name,)])


def test_a_key_holds_within_the_part_of_the_table_that_is_named(tree: dict[str, Unit]) -> None:
    named = "NOT (t.code = '32.01.01')"
    some = Prepared(Unit.objects.filter(Keyed(Unit, "code", "keys", named)).values_list("code"))
    assert some.run(keys=[("32.01.01",), ("32.01.29",)]) == [("32.01.29",)]
