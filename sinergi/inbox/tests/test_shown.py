"""What the page of a conversation knows, it asks for once, and it is what the database says."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.inbox import actions, queries, thread
from sinergi.inbox.models import Message
from sinergi.inbox.shown.asked import Asked
from sinergi.inbox.tests.conftest import Hear, hear_items, incoming
from sinergi.inbox.tests.test_screens import as_
from sinergi.networks.models import Account
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

#: Questions of a page that was looked at before.
MOST = 40


@pytest.mark.parametrize("number", [1, 3, thread.MOST + 5])
def test_the_newest_is_the_same_in_the_part_as_in_the_table(
    heard: Hear, ayu: User, ayu_account: Account, number: int
) -> None:
    talk = heard("c1", answers="p1")
    hear_items(
        ayu_account, *[incoming(f"d{n}", f"Lampu mati {n}", answers="p1") for n in range(number)]
    )
    # What is heard late stands earlier in the thread, and is the newest.
    hear_items(ayu_account, incoming("late", "Kemarin juga", answers="p1", minutes_ago=3000))
    for before in ("", Asked(ayu, talk, frozenset()).part.earlier):
        asked = Asked(ayu, talk, frozenset(), before=before)
        assert asked.seen == queries.newest(talk)
        assert asked.newest == queries.newest_understood(talk)
    assert Asked(ayu, talk, frozenset()).seen == Message.objects.get(remote_id="late").pk


def test_what_we_said_is_the_newest_too(heard: Hear, ayu: User) -> None:
    talk = heard()
    asked = Asked(ayu, talk, frozenset())
    understood = asked.newest
    ours = actions.reply(ayu, talk, text="Sampai pukul 15.00.")
    after = Asked(ayu, talk, frozenset())
    assert (after.seen, after.newest) == (ours.pk, understood)
    assert understood is not None


def test_a_page_asks_few_questions(heard: Hear, ayu: User) -> None:
    client, url = as_(ayu), reverse("inbox:conversation", args=[heard().pk])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    assert len(asked) <= MOST
