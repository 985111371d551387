"""A policy holds as it is at the moment of sending, whatever it was at that of approval."""

from __future__ import annotations

import pytest

from sinergi.lib.text import No
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.bulk.duplicating import duplicate
from sinergi.publishing.models import EIGHT, Approval, Post
from sinergi.publishing.policies import emergencies, keeping
from sinergi.publishing.policies.keeping import Said
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import Network, two_steps, work
from sinergi.units import actions as units
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def test_a_policy_that_became_stricter_stops_what_was_approved(
    due_now: Approval, dewi: User, tree: dict[str, Unit], network: Network
) -> None:
    two_steps(dewi, tree["cibinong"])
    work(network)
    delivery = Delivery.objects.get()
    assert (network.visible, delivery.state) == ([], "failed")
    assert "More people" in delivery.problem["message"]


def test_what_nobody_had_to_approve_does_not_go_out_once_somebody_must(
    draft: Post, ayu: User, dewi: User, tree: dict[str, Unit], network: Network
) -> None:
    rule = keeping.keep(dewi, tree["cibinong"], Said(nobody=True))
    actions.ask_approval(ayu, draft)
    keeping.drop(dewi, rule)
    work(network)
    assert network.visible == []


def test_a_policy_that_became_milder_lets_somebody_finish_it(
    draft: Post, ayu: User, budi: User, dewi: User, tree: dict[str, Unit]
) -> None:
    rule = two_steps(dewi, tree["cibinong"])
    asked = actions.ask_approval(ayu, draft)
    actions.approve(budi, asked, due=None)
    keeping.drop(dewi, rule)
    assert actions.approve(budi, asked, due=None).state == Approval.State.APPROVED
    assert asked.signatures.count() == 1


def test_who_lost_the_right_has_not_signed(
    draft: Post,
    ayu: User,
    budi: User,
    dewi: User,
    eko: User,
    tree: dict[str, Unit],
    network: Network,
) -> None:
    two_steps(dewi, tree["cibinong"])
    asked = actions.ask_approval(ayu, draft)
    actions.approve(budi, asked, due=None)
    actions.approve(dewi, asked, due=None)
    for role in budi.appointments.all():
        units.end_appointment(dewi, role)
    work(network)
    assert network.visible == []


def test_what_nobody_approved_ends_with_the_role_of_who_sent_it(
    draft: Post, ayu: User, dewi: User, tree: dict[str, Unit], network: Network
) -> None:
    keeping.keep(dewi, tree["cibinong"], Said(nobody=True))
    actions.ask_approval(ayu, draft)
    units.end_appointment(dewi, ayu.appointments.get())
    work(network)
    assert network.visible == []
    assert "may no longer write" in Delivery.objects.get().problem["message"]


def test_changing_the_kind_withdraws_the_approval_and_makes_a_contributor(
    approved: Approval, ayu: User, budi: User, dewi: User
) -> None:
    post = actions.classify(dewi, approved.post, kind="campaign", leader=False)
    assert (post.state, post.version) == (Post.State.DRAFT, 2)
    assert Delivery.objects.get().state == "cancelled"
    asked = actions.ask_approval(ayu, post)
    with pytest.raises(NotAllowed):
        actions.approve(dewi, asked, due=None)
    with pytest.raises(No, match="already"):
        actions.classify(ayu, post, kind="campaign", leader=False)


def test_a_kind_changed_behind_the_approval_stops_it(due_now: Approval, network: Network) -> None:
    Post.objects.update(kind="ceremony")
    work(network)
    assert network.visible == []


def test_an_approval_from_before_there_were_signatures_still_holds(
    due_now: Approval, network: Network
) -> None:
    due_now.signatures.all().delete()
    Approval.objects.update(kind="", deadline=None)
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_a_copy_needs_the_same_people_as_its_model(
    draft: Post, ayu: User, dewi: User, tree: dict[str, Unit]
) -> None:
    actions.classify(ayu, draft, kind="campaign", leader=True)
    draft.refresh_from_db()
    copy = duplicate(ayu, draft)
    copy.refresh_from_db()
    assert (copy.kind, copy.leader) == ("campaign", True)


def test_a_copy_of_an_emergency_says_its_eight_things(draft: Post, ayu: User) -> None:
    post = actions.say_eight(ayu, draft, dict.fromkeys(EIGHT, "Longsor di jalan raya"))
    assert emergencies.missing(duplicate(ayu, post)) == []
