"""A person and a worker write of the same post, or conversation, in the same moment: one waits for
the other, and never each for the other."""

from __future__ import annotations

import threading
import time
from contextlib import closing, suppress

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.connectors.contract import Published
from sinergi.inbox import actions as inbox
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.networks import outcomes
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions as publishing

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="elsewhere one writes at a time, and all wait"
    ),
]


@pytest.fixture
def post(ayu: User, budi: User, ayu_account: Account) -> Model:
    """A post that is being sent."""
    made = publishing.write(ayu, ayu_account.unit, text="Buka", accounts=[ayu_account])
    publishing.approve(budi, publishing.ask_approval(ayu, made), due=None)
    return made


@pytest.fixture
def conversation(ayu: User, ayu_account: Account) -> Model:
    """A conversation whose answer is being sent."""
    hear_items(ayu_account, incoming("c1"))
    found = Conversation.objects.get()
    inbox.reply(ayu, found, text="Sampai pukul 15.")
    return found


def put_away() -> None:
    """Do as a worker that was told by the network that something is out."""
    row = Delivery.objects.get()
    with closing(connection), suppress(OperationalError), transaction.atomic():
        outcomes.store([(row.pk, outcomes.Sent("", Published("7", "")))], now=timezone.now())


def wait_until_one_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(1_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("kind", ["post", "conversation"])
def test_a_person_and_a_worker_never_wait_for_each_other(
    kind: str, request: pytest.FixtureRequest, ayu: User
) -> None:
    held: Model = request.getfixturevalue(kind)
    Delivery.objects.update(state="sending", committed_at=timezone.now())
    worker = threading.Thread(target=put_away)
    with transaction.atomic():  # as every act: first what it is about, then the log
        type(held)._default_manager.select_for_update().get(pk=held.pk)
        worker.start()
        wait_until_one_waits()
        audit.record(ayu, "post.looked_at", on=held)
    worker.join()
    assert Delivery.objects.get().state == "sent"
