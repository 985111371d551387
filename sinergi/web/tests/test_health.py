"""What a monitor is told: all is well, or what is wrong, and no secret."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sinergi.networks import actions, outcomes
from sinergi.networks.models import Account, Delivery
from sinergi.work import workers
from sinergi.work.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def _well(ayu_account: Account) -> None:
    """A worker that lives and an account that was read a moment ago."""
    workers.enlist(timezone.now())
    Account.objects.update(last_read=timezone.now(), next_listen=timezone.now())


def asked(status: int) -> dict[str, object]:
    answer = Client().get("/sehat")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert "no-store" in answer["Cache-Control"]
    told: dict[str, object] = answer.json()
    assert told["status"] == ("ok" if status == 200 else "trouble")
    return told


def queued(account: Account, late: timedelta) -> Delivery:
    due = timezone.now() - late
    return actions.queue(account, unit=account.unit, kind="post", text="Halo", due=due)


@pytest.mark.usefixtures("_well")
def test_all_is_well_and_nothing_of_it_is_secret(ayu_account: Account) -> None:
    told = asked(200)
    assert (told["problems"], told["oldest_due_seconds"]) == ([], None)
    page = json.dumps(told)
    shape = r'"polls": \[{"account": (\d+), "network": "sandbox", "age_seconds": \d\.\d}\]'
    poll = re.search(shape, page)
    assert poll
    assert poll[1] == str(ayu_account.pk)
    assert re.search(r'"workers": \[{"heartbeat_seconds": \d\.\d}\]', page)
    for secret in (ayu_account.handle, ayu_account.name, Worker.objects.get().name):
        assert secret not in page


@pytest.mark.usefixtures("_well")
def test_what_was_due_a_moment_ago_is_told_and_no_problem(ayu_account: Account) -> None:
    queued(ayu_account, timedelta(seconds=30))
    assert 30 <= float(str(asked(200)["oldest_due_seconds"])) < 60


@pytest.mark.usefixtures("_well")
def test_what_is_due_and_not_sent_is_a_problem(ayu_account: Account) -> None:
    queued(ayu_account, timedelta(minutes=3))
    told = asked(503)
    assert 180 <= float(str(told["oldest_due_seconds"])) < 240
    assert "has not been sent" in str(told["problems"])


@pytest.mark.usefixtures("_well")
def test_what_nobody_could_be_asked_about_is_a_problem(ayu_account: Account) -> None:
    row = queued(ayu_account, timedelta(seconds=30))
    outcomes.put_by(row.pk, "KeyError", now=timezone.now())
    assert "after a fault of ours, told in the log: 1." in str(asked(503)["problems"])


@pytest.mark.usefixtures("_well")
def test_a_worker_that_is_silent_is_a_problem() -> None:
    Worker.objects.update(seen=timezone.now() - timedelta(minutes=1))
    told = asked(503)
    assert (told["workers"], "No worker is running" in str(told["problems"])) == ([], True)


@pytest.mark.usefixtures("_well")
def test_an_account_that_cannot_be_read_is_a_problem() -> None:
    long_ago = timezone.now() - timedelta(minutes=11)
    Account.objects.update(last_read=long_ago, connected_at=long_ago)
    assert "1 accounts have not been read" in str(asked(503)["problems"])


@pytest.mark.usefixtures("_well")
@pytest.mark.parametrize("home", ["/proc", "/nowhere/at/all"])
def test_a_disk_that_is_full_is_a_problem(settings: Settings, home: str) -> None:
    """Nothing is ever free in /proc."""
    settings.HOME = Path(home)
    assert "SINERGI_HOME" in str(asked(503)["problems"])


def test_a_database_that_is_away_is_a_problem() -> None:
    def away(*_: object) -> None:
        raise OperationalError("nobody answers")

    with connection.execute_wrapper(away):
        assert asked(503)["problems"] == ["The database cannot be read."]
