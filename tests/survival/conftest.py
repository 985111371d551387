"""A practice network that fails on order, accounts on it, and posts that were approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sinergi.networks import actions as networks
from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import Sender
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.units.models import Unit
from tests.support.practice import Practice, practice

Approved = Callable[..., Delivery]


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path) as served:
        yield served


@pytest.fixture
def cibinong(network: Practice, ayu: User, tree: dict[str, Unit]) -> Account:
    """Ayu's account on the practice network."""
    return networks.connect(ayu, tree["cibinong"], "sandbox", network.join("cibinong"))


@pytest.fixture
def approved(ayu: User, budi: User, cibinong: Account) -> Approved:
    """Return how to make a post that Ayu wrote and Budi approved, due now."""

    def make(text: str, account: Account = cibinong) -> Delivery:
        post = publishing.write(ayu, account.unit, text=text, accounts=[account])
        publishing.approve(budi, publishing.ask_approval(ayu, post), due=None)
        return Delivery.objects.get(target__post=post)

    return make


@pytest.fixture
def later() -> Callable[[], None]:
    """Return how another worker goes on for a quarter of an hour, from three minutes on."""

    def go_on() -> None:
        start = timezone.now()
        for minute in range(3, 18):
            work_once(start + timedelta(minutes=minute))

    return go_on


def work_once(moment: datetime) -> int:
    """Do what is due at a moment, as a worker does; return how many things that were."""
    sender = Sender()
    jobs = sender.claim(50, now=moment, holder="another")
    outcomes = [(job.id, job.work()) for job in jobs]
    if outcomes:
        sender.store(outcomes, now=moment)
    return len(jobs)
