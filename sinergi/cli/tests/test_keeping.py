"""Operators are told of messages that outlived every term, and who may let them go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sinergi.cli import keeping
from sinergi.conftest import person
from sinergi.connectors.contract import Incoming
from sinergi.inbox import actions, hearing
from sinergi.inbox.models import Conversation
from sinergi.inbox.privacy import beginning
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(ayu: User, ayu_account: Account) -> Conversation:
    """Done, and older than every shipped term."""
    then = timezone.now() - timedelta(days=1826)
    said = Incoming("w1", "mention", "warga@sosial.example", "Warga", "Lampu mati", then)
    with transaction.atomic():
        talk = hearing.take(ayu_account, [said])[0].conversation
    done = actions.finish(ayu, talk)
    Conversation.objects.update(last_at=then)
    return done


def told() -> str:
    return "".join(f"{one.what} {one.do}" for one in keeping.of_messages(timezone.now()))


def test_who_may_let_it_begin_is_named(old: Conversation, citra: User) -> None:
    assert told().startswith("1 closed")
    assert told().endswith("--role coordinator")
    rani = person("rani", "Rani", old.unit, Role.COORDINATOR)
    person("sari", "Sari", citra.appointments.get().unit, Role.COORDINATOR)
    assert told().endswith(": Rani.")
    seen = beginning.seen(units.subtree(old.unit))
    beginning.begin(rani, old.unit, as_seen=seen)
    assert not told()


def test_what_is_younger_waits_for_nobody(old: Conversation) -> None:
    Conversation.objects.update(last_at=timezone.now() - timedelta(days=1820))
    assert not told()
