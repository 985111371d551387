"""When an office has ended, its people read what it did, and nobody acts by a role there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import nearest, queries, rules
from sinergi.units.able import able, colleagues
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(tree: dict[str, Unit]) -> Unit:
    """Ayu's office, whose last day was yesterday."""
    unit = tree["cibinong"]
    unit.valid_to = timezone.localdate() - timedelta(days=1)
    unit.save(update_fields=["valid_to"])
    return unit


def test_its_roles_are_left_with_reading(ended: Unit, ayu: User) -> None:
    for user in (ayu, person("gani", "Gani", ended, Role.APPROVER)):
        assert queries.verbs_of(user) == rules.READING - {"audit.see"}
        assert queries.roles_of(user) == queries.roles_in(user, ended.path) == frozenset()
        for verb in rules.VERB_MEANINGS:
            kept = verb in rules.READING - {"audit.see"}
            assert queries.may(user, verb, ended.pk) is kept
            assert queries.units_where(user, verb).exists() is kept
            assert (user in queries.people_with(verb, ended.pk)) is kept
            assert (user in able(verb, [ended.pk])[ended.pk]) is kept
    assert ayu not in colleagues(ended.path).people


def test_the_office_above_has_what_it_had(
    ended: Unit, tree: dict[str, Unit], ayu: User, citra: User
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    assert queries.may(dewi, "conversation.assign", ended.pk)
    assert list(queries.people_with("conversation.reply", ended.pk)) == [dewi]
    assert ayu in queries.people_with("conversation.see", ended.pk)
    assert able("conversation.reply", [ended.pk])[ended.pk] == [dewi]
    assert colleagues(ended.path).able("conversation.reply") == [dewi]
    assert not queries.may(citra, "post.see", ended.pk)
    eko = person("eko", "Eko", ended, Role.COORDINATOR)
    assert list(nearest.holders(Role.COORDINATOR, ended.pk)) == [dewi]
    assert eko not in queries.people_with("post.hold", ended.pk)


def test_on_its_last_day_it_goes_on(ended: Unit, ayu: User) -> None:
    with pytest.raises(No, match="Cibinong has ended"):
        queries.check_lives(ended)
    ended.valid_to = timezone.localdate()
    ended.save(update_fields=["valid_to"])
    queries.check_lives(ended)
    with pytest.raises(No):
        queries.check_lives(ended, ended.valid_to + timedelta(days=1))
    assert queries.verbs_of(ayu) == rules.VERBS["admin"]


@pytest.mark.usefixtures("pages")
def test_who_closes_an_office_is_told_what_ends_with_it(tree: dict[str, Unit]) -> None:
    client = Client()
    client.force_login(person("dewi", "Dewi", tree["regency"], Role.COORDINATOR))
    page = client.get(reverse("units:close", args=[tree["cibinong"].pk])).content.decode()
    assert "tidak ada yang baru ditulis atau dikirim atas namanya" in page
