"""Texts of the public for the tests, and a worker's round of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.understanding import actions, deciding
from sinergi.understanding.models import Text
from sinergi.understanding.reading import TextReader
from sinergi.units.models import Role, Unit

Put = Callable[..., Text]


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    """Dewi coordinates for the whole regency."""
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def put(tree: dict[str, Unit]) -> Put:
    """Return how a text comes in, by default to Ayu's office."""
    numbers = iter(range(1, 10_000))

    def into(text: str, office: str = "cibinong") -> Text:
        return actions.take(tree[office].pk, f"message:{next(numbers)}", text)

    return into


def read_all(source: TextReader | None = None, *, later: timedelta = timedelta()) -> int:
    """Do what the loop does until nothing is due; return how many texts were read."""
    source, count = source or TextReader(), 0
    while jobs := source.claim(50, now=timezone.now() + later, holder="w1"):
        source.store([(job.id, job.work()) for job in jobs], now=timezone.now() + later)
        count += len(jobs)
    return count


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def new_models() -> Iterator[None]:
    """Forget readers: each test numbers its models from 1 again."""
    deciding._reader.cache_clear()
    yield
    deciding._reader.cache_clear()
