"""Two people at the same moment: one of them wins, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.holding import acting
from sinergi.publishing.models import Approval, Hold
from sinergi.publishing.policies import keeping, pressing
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.publishing.tests.conftest import Network, work
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do everything at the same moment; return "" or the refusal of each."""
    gate, said = threading.Barrier(len(acts)), [""] * len(acts)

    def do(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except No as e:
            said[number] = e.message
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return said


def test_of_two_approvers_one_approves(asked: Approval, budi: User, tree: dict[str, Unit]) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.APPROVER)
    said = at_once(
        lambda: actions.approve(budi, asked, due=None),
        lambda: actions.approve(dewi, asked, due=None),
    )
    assert sorted(bool(s) for s in said) == [False, True]
    assert Delivery.objects.count() == 1


def test_approving_and_editing_never_both_count(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    approving, editing = at_once(
        lambda: actions.approve(budi, asked, due=None),
        lambda: actions.edit(ayu, asked.post, version=1, text="Berubah", accounts=[ayu_account]),
    )
    asked.post.refresh_from_db()
    asked.refresh_from_db()
    going = Delivery.objects.exclude(state="cancelled")
    if editing:  # told to look and try again: what was approved stands
        assert (approving, asked.state, asked.post.version) == ("", "approved", 1)
        assert going.get().text == "Layanan Sabtu tetap buka"
    else:  # saved: nothing of the old version goes out
        assert (asked.state, asked.post.version) == ("withdrawn", 2)
        assert not going.exists()


def test_two_savers_do_not_overwrite_each_other(
    asked: Approval, ayu: User, ayu_account: Account
) -> None:
    said = at_once(
        *(
            lambda text=text: actions.edit(
                ayu, asked.post, version=1, text=text, accounts=[ayu_account]
            )
            for text in ("Satu", "Dua")
        )
    )
    assert sorted(bool(s) for s in said) == [False, True]
    assert asked.post.revisions.count() == 2


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
