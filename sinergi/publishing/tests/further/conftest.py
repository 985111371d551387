"""A thread with a first comment, in every stage."""

from __future__ import annotations

import pytest

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import (
    actions,
    carried,
)
from sinergi.publishing.composing import Composed
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.tests.conftest import Write

TEXT = "Layanan KTP keliling.\n\n---\n\nBawa KK asli.\n\n---\n\nGratis."

TAGS = "#Cibinong #LayananKTP"


def further(account: Account, comment: str = TAGS, *, numbered: bool = False) -> Composed:
    numbers = {account.pk} if numbered else set()
    return Composed(comments={account.pk: comment}, numbered=numbers)


@pytest.fixture
def thread(write: Write, ayu_account: Account) -> Post:
    return write(TEXT, more=further(ayu_account))


@pytest.fixture
def going(thread: Post, ayu: User, budi: User) -> Approval:
    return actions.approve(budi, actions.ask_approval(ayu, thread), due=None)


def states(post: Post) -> list[str]:
    return [row.state for row in carried.of_post(post).order_by("part")]
