"""What was held waits for a person: now, at another time, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.publishing import actions, today
from sinergi.publishing.holding import acting
from sinergi.publishing.models import Approval, Hold, Post
from sinergi.publishing.policies import keeping
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import Network, work
from sinergi.publishing.tests.test_holding import HOUR, state
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def test_nothing_goes_out_by_itself_when_a_hold_ends(
    due_now: Approval, hold: Hold, budi: User, network: Network
) -> None:
    work(network)
    acting.end(budi, hold)
    work(network, timezone.now() + HOUR)
    assert (network.visible, state()) == ([], "held")
    assert [t.urgency for t in today.today_for(budi)] == ["soon"]


def test_what_was_due_meanwhile_is_held_also_when_no_worker_ran(
    due_now: Approval, hold: Hold, budi: User, network: Network
) -> None:
    acting.end(budi, hold)
    work(network, timezone.now() + HOUR)
    assert (network.visible, state()) == ([], "held")


def test_what_is_due_after_the_end_goes_out_as_planned(
    approved: Approval, hold: Hold, budi: User, network: Network
) -> None:
    acting.end(budi, hold)
    work(network, timezone.now() + 2 * HOUR)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_a_person_lets_it_go_moves_or_drops_it(
    due_now: Approval, hold: Hold, ayu: User, budi: User, network: Network
) -> None:
    work(network)
    post = due_now.post
    with pytest.raises(No, match="still held"):
        acting.let_go(budi, post)
    acting.end(budi, hold)
    with pytest.raises(NotAllowed):
        acting.let_go(ayu, post)
    later = timezone.now() + 3 * HOUR
    acting.let_go(budi, post, due=later)
    due_now.refresh_from_db()
    assert (state(), due_now.due) == ("waiting", later)
    work(network, later + timedelta(seconds=1))
    assert network.visible == ["Layanan Sabtu tetap buka"]
    with pytest.raises(No, match="held any more"):
        acting.drop(budi, post)


def test_what_is_dropped_never_goes_out(
    due_now: Approval, hold: Hold, budi: User, network: Network
) -> None:
    work(network)
    post = acting.drop(budi, due_now.post)
    due_now.refresh_from_db()
    assert (post.state, state(), due_now.state) == ("cancelled", "cancelled", "withdrawn")


def test_a_held_post_can_be_changed_withdrawn_and_moved_as_ever(
    due_now: Approval, hold: Hold, ayu: User, budi: User, network: Network
) -> None:
    work(network)
    actions.reschedule(budi, due_now.post, timezone.now() + HOUR)
    assert state() == "waiting"
    work(network, timezone.now() + 2 * HOUR)
    assert state() == "held"
    assert actions.withdraw(ayu, due_now.post).state == Post.State.DRAFT
    assert state() == "cancelled"


def test_letting_go_asks_again_whether_the_approval_holds(
    due_now: Approval, hold: Hold, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    work(network)
    acting.end(budi, hold)
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    keeping.keep(dewi, tree["cibinong"], Said(steps=[StepSaid(people=(dewi,))]))
    with pytest.raises(No, match="More people"):
        acting.let_go(budi, due_now.post)
    assert state() == "held"
