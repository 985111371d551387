"""What is asked of the database does not grow with what comes in, or with what is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.inbox import lists
from sinergi.inbox.filters import Filters
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.understanding.tests.conftest import read_all
from tests.support.plans import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

HOLE = "Jalan raya Kemang depan pasar berlubang besar, kapan diperbaiki? Nomor {}"
FLOOD = "Tolong, banjir setinggi dada di Kampung Sawah, masih ada orang di dalam rumah! Nomor {}"

Take = Callable[[int], int]


@pytest.fixture(params=[HOLE, FLOOD], ids=["a hole", "a danger"])
def take(request: pytest.FixtureRequest, ayu_account: Account) -> Take:
    """Return how so many people write of one thing; it returns what is asked until all is read."""
    numbers: Iterator[int] = count()

    def taken_in(many: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            items = [
                incoming(f"c{number}", request.param.format(number), author=f"warga.{number}")
                for number, _ in zip(numbers, range(many), strict=False)
            ]
            hear_items(ayu_account, *items)
            read_all()
        return len([one for one in asked if "audit_" not in one["sql"]])

    taken_in(3)  # what is asked once in the life of a process, and the first voices
    return taken_in


def test_a_large_batch_asks_no_more_than_a_small_one(take: Take) -> None:
    """Records of the log are one by one: each is chained to the one before."""
    few, many = take(3), take(40)
    assert many == few


def test_a_long_list_asks_no_more_than_a_short_one(take: Take, ayu: User) -> None:
    client, address = as_(ayu), f"{reverse('inbox:list')}?tab=open"
    page(client, address)
    with CaptureQueriesContext(connection) as short:
        page(client, address)
    take(15)
    with CaptureQueriesContext(connection) as long:
        assert page(client, address).count("Warga ") >= 15
    assert len(long) == len(short)


def test_where_no_life_is_in_danger_nothing_is_gone_through(
    ayu_account: Account, ayu: User, budi: User
) -> None:
    """On every first page it is asked whether one is, and most often none is."""
    hear_items(ayu_account, *(incoming(f"c{n}", HOLE.format(n), author=f"w{n}") for n in range(30)))
    for user in (ayu, budi):
        with CaptureQueriesContext(connection) as asked:
            assert lists.dangers(user, Filters(tab="")) == []
        way = plan(asked, "inbox_conversation")
        assert "COVERING INDEX conversation_danger" in way
        assert "TEMP B-TREE" not in way
