"""The dated tree of offices: what a path promises, whatever is moved, renamed or closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import actions, queries, shown
from sinergi.units.models import Unit
from sinergi.units.tests.offices import village

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]


def paths_are_sound() -> bool:
    """True when every path is its parent's path and its own number."""
    return all(
        unit.path == f"{unit.parent.path if unit.parent else ''}{unit.pk}."
        for unit in Unit.objects.select_related("parent")
    )


def test_an_office_lies_under_its_parent(tree: Tree) -> None:
    made = village(tree["cibinong"])
    assert paths_are_sound()
    assert set(queries.subtree(tree["cibinong"])) == {tree["cibinong"], made}


def test_a_code_is_used_once(tree: Tree) -> None:
    with pytest.raises(No, match=r"32\.01\.01"):
        actions.add_unit(None, code=" 32.01.01 ", name="X", kind="other", parent=tree["regency"])
    assert Unit.objects.filter(code="32.01.01").count() == 1


def test_what_lies_under_an_office_moves_with_it(tree: Tree) -> None:
    below = village(tree["cibinong"])
    actions.move_unit(None, tree["cibinong"], tree["ciomas"])
    assert paths_are_sound()
    below.refresh_from_db()
    assert below.path.startswith(Unit.objects.get(pk=tree["ciomas"].pk).path)
    actions.move_unit(None, tree["cibinong"], None)
    assert paths_are_sound()


def test_a_new_office_finds_its_parent_where_it_is_now(tree: Tree) -> None:
    """The caller's copy of the parent may be from before a move."""
    stale = Unit.objects.get(pk=tree["cibinong"].pk)
    actions.move_unit(None, tree["cibinong"], tree["ciomas"])
    village(stale)
    assert paths_are_sound()


def test_no_office_lies_below_itself(tree: Tree) -> None:
    below = village(tree["cibinong"])
    for place in (tree["cibinong"], below):
        with pytest.raises(No):
            actions.move_unit(None, tree["cibinong"], place)
    assert paths_are_sound()


def test_a_tree_too_deep_is_refused_in_words(tree: Tree) -> None:
    deep = tree["ciomas"]
    Unit.objects.filter(pk=deep.pk).update(path="9" * 198 + ".")
    with pytest.raises(No, match="deep"):
        village(deep)
    with pytest.raises(No, match="deep"):
        actions.move_unit(None, tree["cibinong"], deep)


def test_a_former_name_is_kept_with_its_last_day(tree: Tree) -> None:
    unit = tree["diskominfo"]
    last = date(2026, 1, 1)
    actions.rename_unit(None, unit, name="Diskominfotik", until=last, basis="Perbup 1/2026")
    actions.rename_unit(None, unit, name="Diskominfotik")
    kept = unit.former_names.get()
    assert (kept.name, kept.until, kept.basis) == ("Diskominfo", last, "Perbup 1/2026")
    assert Entry.objects.filter(verb="unit.renamed").count() == 1
    assert list(shown.search("diskominfo")) == [unit]


def test_another_spelling_is_noted_once_and_found(tree: Tree) -> None:
    for _ in range(2):
        actions.add_alias(None, tree["ciomas"], "Ci Omas")
    assert tree["ciomas"].aliases.count() == 1
    assert list(shown.search("ci omas")) == [tree["ciomas"]]


def test_an_office_ends_after_those_under_it(tree: Tree, ayu: User) -> None:
    below = village(tree["cibinong"])
    last = date(2026, 12, 31)
    for end in (None, last + timedelta(days=1)):
        Unit.objects.filter(pk=below.pk).update(valid_to=end)
        with pytest.raises(No):
            actions.close_unit(ayu, tree["cibinong"], on=last)
    Unit.objects.filter(pk=below.pk).update(valid_to=last)
    actions.close_unit(ayu, tree["cibinong"], on=last)
    with pytest.raises(No):
        actions.reopen_unit(ayu, Unit.objects.get(pk=below.pk))


def test_an_office_exists_from_its_first_day_to_its_last(tree: Tree) -> None:
    one, today = timedelta(days=1), timezone.localdate()
    days = {"past": (None, today - one), "now": (today, today), "later": (today + one, None)}
    for name, (start, end) in days.items():
        made = actions.add_unit(
            None, code=name, name=name, kind="other", parent=tree["regency"], valid_from=start
        )
        Unit.objects.filter(pk=made.pk).update(valid_to=end)
    found = set(queries.existing().values_list("code", flat=True))
    assert found & set(days) == {"now"}
    assert set(shown.search("past", closed=True).values_list("code", flat=True)) == {"past"}


def test_the_last_day_is_never_before_the_first(tree: Tree, ayu: User) -> None:
    Unit.objects.filter(pk=tree["ciomas"].pk).update(valid_from=timezone.localdate())
    tree["ciomas"].refresh_from_db()
    with pytest.raises(No):
        actions.close_unit(ayu, tree["ciomas"], on=timezone.localdate() - timedelta(days=1))
    actions.close_unit(ayu, tree["ciomas"], on=timezone.localdate())
    with pytest.raises(No):
        actions.describe_unit(
            ayu, tree["ciomas"], valid_from=timezone.localdate() + timedelta(days=1)
        )
    with pytest.raises(IntegrityError):
        Unit.objects.filter(pk=tree["ciomas"].pk).update(valid_to=date(2000, 1, 1))


@pytest.mark.parametrize("pk", ["x", "", None, -1, 10**30, "1 OR 1=1", "٣"])
def test_what_is_no_number_of_an_office_is_not_found(ayu: User, pk: object) -> None:
    with pytest.raises(Http404):
        queries.unit_for(ayu, pk)
