"""Each way in which PostgreSQL can be asked for words finds what is there, however common it is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Max

from sinergi.inbox.filters import Filters
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.search import common, index, narrowing, searching, walking
from sinergi.inbox.search.asked import Asked
from sinergi.inbox.search.words import words_of
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("many")]


@pytest.fixture
def many(ayu_account: Account, citra_account: Account) -> None:
    """Thirty voices of two districts, some of a place, some in work."""
    for account, name in ((ayu_account, "a"), (citra_account, "b")):
        said = [
            incoming(
                f"{name}{n}", f"lampu {'mati' if n % 3 else 'padam'} nomor {n}", author=f"{name}{n}"
            )
            for n in range(15)
        ]
        hear_items(account, *said)
    for handle in ("a1", "a4", "b3", "b4"):
        Conversation.objects.filter(handle=handle).update(place="32.01.07.2003", state="working")


#: Everything a planner may be told, from a guess that all is rare to one that all is common.
KNOWN = [
    common.Known(0, {}, 0),
    common.Known(1e6, {}, 1e-6),
    common.Known(1e6, {"lampu": 0.4, "mati": 0.3}, 0.001),
    common.Known(20, {"lampu": 1.0, "mati": 0.6}, 0.1),
]


@pytest.mark.parametrize("near", [0, 3, 2048])
@pytest.mark.parametrize("known", KNOWN)
def test_each_way_through_the_index_finds_the_same(
    budi: User, citra: User, tree: dict[str, Unit], known: common.Known, near: int
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite reads what has the words from the newest on")
    place, office_id = "32.01.07.2003", tree["cibinong"].pk
    for user in (budi, citra):
        for q in ("lampu", "lampu mati", "trotoar"):
            for more in ({}, {"place": place}, {"state": "working"}, {"office": office_id}):
                for before, most in ((searching.BEYOND, 50), (searching.BEYOND, 2), (1, 50)):
                    asked = asked_by(user, before, q=q, **more)
                    if asked.within.sql:
                        found = walking.hits(asked, most, known=known, near=near)
                        assert found == plainly(asked, most)


@pytest.mark.parametrize("needed", [1, index.BLOCK, 10_000 * index.BLOCK])
def test_the_newest_blocks_hold_what_is_in_them(budi: User, citra: User, needed: int) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite reads what has the words from the newest on")
    far = 100 * index.BLOCK
    for pk in (far - 1, far, far + 1, far + index.BLOCK, far + 5 * index.BLOCK):
        said = Message.objects.filter(text__contains="mati", pk__lt=far - 1).first()
        assert said is not None
        said.pk, said.remote_id, said.understood = pk, f"far{pk}", None
        said.save(force_insert=True)
    for user in (budi, citra):
        for before in (searching.BEYOND, far + 1, far, 1):
            asked = asked_by(user, before, q="lampu mati")
            if asked.within.sql:
                newest = Message.objects.filter(pk__lt=before).aggregate(last=Max("pk"))["last"]
                last = (newest or 0) // index.BLOCK
                first = max((newest or 0) - needed, 0) // index.BLOCK
                since = max(2 * first - last - 1, 0) * index.BLOCK
                there = [hit for hit in plainly(asked, 50) if hit[0] >= since]
                for most in (1, 50):
                    found = walking._in_blocks(asked, asked.words, most, needed)
                    assert found == there[:most]


def test_common_words_are_found_from_the_place_as_well(budi: User, citra: User) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite reads what has the words from the newest on")
    for user, number in ((budi, 4), (citra, 2)):
        asked = asked_by(user, searching.BEYOND, q="lampu", place="32.01.07")
        there = narrowing.conversations(asked.shape, asked.given)
        assert there is not None
        assert len(there) == number
        for most in (50, 1):
            found = narrowing.newest(asked, most)
            assert found == narrowing.hits(asked, there, most) == plainly(asked, most)


def asked_by(user: User, before: int, **told: object) -> Asked:
    filters = Filters(tab="", **told)  # type: ignore[arg-type]  # a test's words
    return searching.asked(user, filters, words_of(filters.q), before)


def plainly(asked: Asked, most: int) -> list[tuple[int, int]]:
    """Return what is to be found, without any index of words."""
    theirs = narrowing.conversations(asked.shape, asked.given) or []
    rows = Message.objects.filter(conversation__in=theirs, pk__lt=asked.before).order_by("-pk")
    said = [(row.pk, row.conversation_id, row.text.split()) for row in rows]
    return [(pk, of) for pk, of, words in said if all(set(one) & {*words} for one in asked.words)][
        :most
    ]
