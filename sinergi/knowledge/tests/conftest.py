"""Answers for the tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sinergi.conftest import person
from sinergi.knowledge import actions, queries, rules
from sinergi.knowledge.models import Answer, Version
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

Tell = Callable[..., Answer]


def says(**changed: Any) -> rules.Said:
    """Return an answer as somebody writes it."""
    given: dict[str, Any] = {
        "questions": ["KTP saya hilang, bagaimana mengurusnya?", "Cetak ulang KTP rusak"],
        "text": "Bawa surat kehilangan dari kepolisian dan fotokopi KK ke kantor kecamatan.",
        "source": "Standar pelayanan, cetak ulang KTP",
        "valid_until": timezone.localdate() + timedelta(days=200),
        "labels": ["Adminduk"],
        **changed,
    }
    return rules.Said(**given)


@pytest.fixture
def tell(ayu: User, budi: User, tree: dict[str, Unit]) -> Tell:
    """Return how Ayu's office comes to an answer that Budi has verified."""

    def told(*, verified: bool = True, reach: str = Answer.Reach.OFFICE, **given: Any) -> Answer:
        answer = actions.write(ayu, tree["cibinong"], says(**given), reach=reach)
        if verified:
            actions.verify(budi, answer, seen=1)
        answer.refresh_from_db()
        return answer

    return told


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    """Dewi coordinates for the whole regency: she may write and verify."""
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


def expire(answer: Answer, *, days: int = 1) -> Answer:
    """Let so many days go by since an answer's last one."""
    last = timezone.localdate() - timedelta(days=days)
    answer.versions.update(valid_until=last)
    Answer.objects.filter(pk=answer.pk).update(valid_until=last)
    answer.refresh_from_db()
    return answer


def held(answer: Answer) -> Version:
    """Return the version that is given to the public."""
    found = queries.holding(answer)
    assert found is not None
    return found


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
