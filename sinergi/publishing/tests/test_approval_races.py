"""Several who approve, hold and release at the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.holding import acting
from sinergi.publishing.models import Approval, Hold
from sinergi.publishing.policies import keeping, pressing
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.publishing.tests.conftest import Network, work
from sinergi.publishing.tests.test_races import at_once
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_sign_a_step_for_one_only_one_does(
    asked: Approval, budi: User, tree: dict[str, Unit]
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    eko = person("eko", "Eko", tree["regency"], Role.APPROVER)
    steps = [StepSaid(roles=("approver",)), StepSaid(people=(dewi,))]
    keeping.keep(dewi, tree["regency"], Said(steps=steps))
    said = at_once(
        lambda: actions.approve(budi, asked, due=None),
        lambda: actions.approve(eko, asked, due=None),
    )
    assert sorted(bool(s) for s in said) == [False, True]
    assert asked.signatures.count() == 1
    assert not Delivery.objects.exists()


def test_a_policy_changed_at_the_moment_of_approval_is_asked_for_when_it_goes_out(
    asked: Approval, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    stricter = Said(steps=[StepSaid(people=(dewi,))])
    at_once(
        lambda: actions.approve(budi, asked, due=None),
        lambda: keeping.keep(dewi, tree["regency"], stricter),
    )
    work(network)
    assert network.visible == []


def test_a_hold_pressed_while_it_is_due_stops_it_or_finds_it_sent(
    due_now: Approval, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    def press() -> None:
        acting.begin(budi, tree["regency"], reason="mourning")

    assert at_once(press, lambda: work(network)) == ["", ""]
    before = list(network.visible)
    work(network, rounds=2)
    state = Delivery.objects.get().state
    assert (state, network.visible) in [("held", []), ("sent", before)]
    assert len(network.visible) < 2


def test_two_who_decide_on_what_was_held_do_not_both(
    due_now: Approval, budi: User, tree: dict[str, Unit], network: Network
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.APPROVER)
    hold = acting.begin(budi, tree["regency"], reason="mourning")
    work(network)
    acting.end(budi, hold)
    said = at_once(
        lambda: acting.let_go(budi, due_now.post),
        lambda: acting.drop(dewi, due_now.post),
    )
    assert sorted(bool(s) for s in said) == [False, True]
    assert Delivery.objects.get().state in {"waiting", "cancelled"}


def test_of_two_who_press_the_switch_one_holds(budi: User, tree: dict[str, Unit]) -> None:
    said = at_once(
        *(lambda: acting.begin(budi, tree["regency"], reason="mourning") for _ in range(2))
    )
    assert sorted(bool(s) for s in said) == [False, True]
    assert Hold.objects.count() == 1


def test_a_request_expires_or_is_approved_never_both(
    asked: Approval, budi: User, ayu: User
) -> None:
    wish = timezone.now() - timedelta(minutes=5) + timedelta(seconds=1)
    Approval.objects.update(wish=wish, deadline=wish)
    at_once(
        lambda: actions.approve(budi, asked, due=None),
        lambda: pressing.press(timezone.now() + timedelta(minutes=1)),
    )
    asked.refresh_from_db()
    going = Delivery.objects.count()
    assert (asked.state, going) in [("expired", 0), ("approved", 1)]
