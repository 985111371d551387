"""Roles in an office and under it, from a day to a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import actions, queries, rules
from sinergi.units.models import Appointment, Role, Unit

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]

ONE = timedelta(days=1)


def again(user: User) -> User:
    """What a user may do is read once for a request; this is the next request."""
    return User.objects.get(pk=user.pk)


def test_a_right_covers_the_subtree_and_nothing_beside(tree: Tree, ayu: User, budi: User) -> None:
    assert queries.may(ayu, "post.write", tree["cibinong"].pk)
    for other in ("regency", "ciomas", "diskominfo"):
        assert not queries.may(ayu, "post.see", tree[other].pk)
    assert all(queries.may(budi, "post.approve", unit.pk) for unit in tree.values())
    assert not any(queries.may(budi, "post.write", unit.pk) for unit in tree.values())


def test_a_subtree_is_not_a_likeness_of_numbers(tree: Tree) -> None:
    """The office with number 1 covers "1.7." but never "17."."""
    assert rules.covers(frozenset({"1."}), "1.7.")
    assert not rules.covers(frozenset({"1."}), "17.")
    assert not rules.covers(frozenset(), "1.")
    assert rules.outermost(frozenset({"1.", "1.7.", "17."})) == frozenset({"1.", "17."})


def test_within_gives_the_rows_of_ones_own_offices(
    tree: Tree, ayu: User, budi: User, citra: User
) -> None:
    def seen(user: User) -> set[int]:
        found = Appointment.objects.filter(queries.within(user, "post.see"))
        return set(found.values_list("unit_id", flat=True))

    assert seen(ayu) == {tree["cibinong"].pk}
    assert seen(budi) == {tree["cibinong"].pk, tree["ciomas"].pk, tree["regency"].pk}
    nobody = User.objects.create(username="nina", name="Nina")
    assert seen(nobody) == set()


def test_an_office_moved_takes_its_people_s_rights_with_it(tree: Tree, ayu: User) -> None:
    local = person("hadi", "Hadi", tree["ciomas"], Role.LEADER)
    assert not queries.may(local, "post.see", tree["cibinong"].pk)
    actions.move_unit(None, tree["cibinong"], tree["ciomas"])
    assert queries.may(again(local), "post.see", tree["cibinong"].pk)
    assert queries.may(again(ayu), "post.write", tree["cibinong"].pk)


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (0, None, True),
        (0, 0, True),
        (-1, 0, True),
        (1, None, False),
        (-2, -1, False),
    ],
)
def test_a_role_holds_from_its_first_day_to_its_last(
    tree: Tree, start: int, end: int | None, *, holds: bool
) -> None:
    """In days from today, which may be another than when this was read."""
    user, today = User.objects.create(username="fajar", name="Fajar"), timezone.localdate()
    unit, last = tree["cibinong"], None if end is None else today + end * ONE
    first = today + start * ONE
    actions.appoint(None, user=user, unit=unit, role="admin", valid_from=first, valid_to=last)
    assert queries.may(again(user), "post.write", unit.pk) is holds
    assert queries.people_with("post.write", unit.pk).filter(pk=user.pk).exists() is holds


def test_a_role_ended_today_is_gone_today(tree: Tree, ayu: User) -> None:
    actions.end_appointment(ayu, ayu.appointments.get())
    assert not queries.may(again(ayu), "post.write", tree["cibinong"].pk)
    assert ayu.appointments.get().valid_to is None


def test_a_role_given_a_last_day_holds_until_then(tree: Tree, ayu: User) -> None:
    actions.end_appointment(ayu, ayu.appointments.get(), on=timezone.localdate())
    assert queries.may(again(ayu), "post.write", tree["cibinong"].pk)
    with pytest.raises(No):
        actions.end_appointment(ayu, ayu.appointments.get(), on=date(2020, 1, 1))


@pytest.mark.parametrize("on", [None, 0, 30], ids=["at once", "today", "later"])
def test_a_role_that_has_ended_does_not_come_back_by_ending_it(
    tree: Tree, ayu: User, on: int | None
) -> None:
    today = timezone.localdate()
    Appointment.objects.filter(user=ayu).update(valid_to=today - ONE)
    with pytest.raises(No, match="ended already"):
        actions.end_appointment(
            ayu, ayu.appointments.get(), on=None if on is None else today + on * ONE
        )
    assert not queries.may(again(ayu), "post.write", tree["cibinong"].pk)


def test_ending_a_role_never_makes_it_longer(tree: Tree, ayu: User) -> None:
    last = timezone.localdate() + 3 * ONE
    Appointment.objects.filter(user=ayu).update(valid_to=last)
    with pytest.raises(No, match="before that day"):
        actions.end_appointment(ayu, ayu.appointments.get(), on=last + ONE)
    assert ayu.appointments.get().valid_to == last
    actions.end_appointment(ayu, ayu.appointments.get(), on=last - ONE)
    assert ayu.appointments.get().valid_to == last - ONE


def test_the_same_role_is_not_given_twice(tree: Tree, ayu: User) -> None:
    held = ayu.appointments.get()
    with pytest.raises(No):
        actions.appoint(None, user=ayu, unit=held.unit, role=held.role, valid_from=held.valid_from)
    with pytest.raises(No):
        actions.appoint(
            None,
            user=ayu,
            unit=held.unit,
            role="leader",
            valid_from=timezone.localdate(),
            valid_to=timezone.localdate() - ONE,
        )


def test_a_closed_account_and_a_stranger_have_no_rights(tree: Tree, ayu: User) -> None:
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert not queries.may(again(ayu), "post.see", tree["cibinong"].pk)
    assert not queries.people_with("post.see", tree["cibinong"].pk).exists()
    assert not queries.may(AnonymousUser(), "post.see", tree["cibinong"].pk)
    with pytest.raises(Http404):
        queries.unit_for(AnonymousUser(), tree["cibinong"].pk)


def test_not_visible_is_not_found_and_visible_but_not_ones_own_is_refused(
    tree: Tree, ayu: User, budi: User, citra: User
) -> None:
    rows, pk = Appointment.objects.all(), ayu.appointments.get().pk
    for verb in ("post.see", "post.write"):
        assert queries.obtain(rows, ayu, pk, see="post.see", may=verb).pk == pk
    with pytest.raises(Http404):
        queries.obtain(rows, citra, pk, see="post.see", may="post.see")
    with pytest.raises(PermissionDenied):
        queries.obtain(rows, budi, pk, see="post.see", may="post.write")
    for wrong in ("x", 10**40, None, -1):
        with pytest.raises(Http404):
            queries.obtain(rows, ayu, wrong, see="post.see", may="post.see")


def test_nobody_gives_more_than_they_have(tree: Tree, ayu: User, budi: User) -> None:
    unit = tree["cibinong"]
    coordinator = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    operator = person("indra", "Indra", tree["regency"], Role.OPERATOR)
    assert queries.roles_to_give(ayu, unit) == queries.roles_to_give(budi, unit) == []
    assert queries.roles_to_give(operator, unit) == ["operator"]
    given = queries.roles_to_give(coordinator, unit)
    assert "coordinator" in given
    assert "auditor" not in given
    actions.appoint(
        None, user=coordinator, unit=unit, role="auditor", valid_from=timezone.localdate()
    )
    assert "auditor" in queries.roles_to_give(again(coordinator), unit)
    assert "auditor" not in queries.roles_to_give(again(coordinator), tree["ciomas"])


def test_rights_are_read_once_for_a_request(tree: Tree, ayu: User) -> None:
    user = again(ayu)
    with CaptureQueriesContext(connection) as asked:
        for verb in rules.VERB_MEANINGS:
            queries.prefixes(user, verb)
        queries.verbs_in(user, tree["cibinong"])
    assert len(asked) == 1


def test_a_verb_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        rules.roles_with("post.aprove")
