from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.units import queries
from sinergi.units.able import able, colleagues
from sinergi.units.models import Appointment, Role, Unit

pytestmark = pytest.mark.django_db

VERBS = ("conversation.reply", "conversation.see", "post.approve", "unit.edit")


def asked_one_by_one(verb: str, offices: list[int]) -> dict[int, list[User]]:
    return {pk: list(queries.people_with(verb, pk)) for pk in offices}


def test_it_is_who_may_in_each_office(
    ayu: User, budi: User, citra: User, tree: dict[str, Unit]
) -> None:
    offices = [unit.pk for unit in tree.values()]
    gone = person("gani", "Gani", tree["cibinong"], Role.ADMIN)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    late = person("lia", "Lia", tree["cibinong"], Role.ADMIN)
    past = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(user=late).update(valid_from=past, valid_to=past)
    for verb in VERBS:
        found = able(verb, offices)
        assert found == asked_one_by_one(verb, offices)
        for unit in tree.values():
            assert colleagues(unit.path).able(verb) == found[unit.pk]
        assert {gone, late}.isdisjoint({one for people in found.values() for one in people})
    assert ayu in able("conversation.reply", [tree["cibinong"].pk])[tree["cibinong"].pk]
    assert citra not in able("conversation.see", [tree["cibinong"].pk])[tree["cibinong"].pk]


def test_who_has_two_roles_is_named_once(ayu: User, tree: dict[str, Unit]) -> None:
    Appointment.objects.create(
        user=ayu, unit=tree["regency"], role=Role.ADMIN, valid_from=timezone.localdate()
    )
    office = tree["cibinong"].pk
    assert able("conversation.reply", [office])[office].count(ayu) == 1


def test_many_offices_cost_two_questions(ayu: User, tree: dict[str, Unit]) -> None:
    with CaptureQueriesContext(connection) as asked:
        able("conversation.reply", [unit.pk for unit in tree.values()])
        assert len(asked) == 2
        assert able("conversation.reply", []) == {}
