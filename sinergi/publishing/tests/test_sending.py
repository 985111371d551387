"""Without a valid approval at the moment of sending nothing is sent, whatever door it came by."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.errors import Refused
from sinergi.lib.text import No
from sinergi.networks import actions as networks
from sinergi.networks.models import Account, Delivery
from sinergi.networks.rules import fingerprint
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions, today
from sinergi.publishing.models import Approval, Post, Revision, Target
from sinergi.publishing.tests.conftest import Network, work
from sinergi.units.models import Appointment

pytestmark = pytest.mark.django_db


def state(approval: Approval) -> str:
    return Post.objects.values_list("state", flat=True).get(pk=approval.post_id)


def test_an_approved_post_goes_out_once(due_now: Approval, network: Network, ayu: User) -> None:
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]
    assert state(due_now) == Post.State.PUBLISHED
    assert Notice.objects.filter(user=ayu, kind="post.published").count() == 1


def test_a_forged_delivery_is_not_sent(draft: Post, ayu_account: Account, network: Network) -> None:
    forged = networks.queue(
        ayu_account, unit=draft.unit, kind="post", text="Palsu", due=timezone.now()
    )
    work(network)
    forged.refresh_from_db()
    assert (network.visible, forged.state) == ([], "failed")


def test_a_delivery_forged_onto_an_unapproved_post_is_not_sent(
    asked: Approval, ayu_account: Account, network: Network
) -> None:
    forged = networks.queue(
        ayu_account, unit=asked.unit, kind="post", text=asked.post.text, due=timezone.now()
    )
    Target.objects.filter(post=asked.post).update(delivery=forged)
    Post.objects.filter(pk=asked.post_id).update(state="scheduled")
    work(network)
    assert network.visible == []


def test_other_words_put_into_an_approved_delivery_are_not_sent(
    due_now: Approval, ayu_account: Account, network: Network
) -> None:
    forged = fingerprint(account=ayu_account.pk, text="Palsu", media=[], options={}, reply_to="")
    Delivery.objects.update(text="Palsu", fingerprint=forged)
    work(network)
    assert network.visible == []
    assert state(due_now) == Post.State.FAILED


def test_a_post_changed_behind_our_back_is_not_sent(due_now: Approval, network: Network) -> None:
    Post.objects.filter(pk=due_now.post_id).update(text="Diam-diam diganti")
    work(network)
    assert network.visible == []


@pytest.mark.parametrize(
    "lost", ["inactive", "role", "withdrawn", "cancelled", "helped to write", "altered"]
)
def test_an_approval_that_no_longer_holds_sends_nothing(
    due_now: Approval, budi: User, network: Network, lost: str
) -> None:
    match lost:
        case "inactive":
            User.objects.filter(pk=budi.pk).update(is_active=False)
        case "role":
            Appointment.objects.filter(user=budi).update(
                valid_to=timezone.localdate() - timedelta(days=1)
            )
        case "withdrawn":
            Approval.objects.update(state="withdrawn")
        case "cancelled":
            Post.objects.update(state="cancelled")
        case "helped to write":
            Revision.objects.update(by=budi)
        case _:
            Approval.objects.update(asked=[])
    work(network)
    assert network.visible == []
    assert Delivery.objects.get().state == "failed"


def test_edit_after_approval_stops_sending(
    due_now: Approval, ayu: User, ayu_account: Account, network: Network
) -> None:
    actions.edit(ayu, due_now.post, version=1, text="Berubah", accounts=[ayu_account])
    work(network)
    assert network.visible == []


def test_a_reply_is_none_of_our_business(ayu_account: Account, network: Network) -> None:
    reply = networks.queue(
        ayu_account, unit=ayu_account.unit, kind="reply", text="Halo", due=timezone.now()
    )
    work(network)
    reply.refresh_from_db()
    assert reply.state == "failed"


def test_a_refused_post_is_told_and_can_be_tried_again(
    due_now: Approval, network: Network, ayu: User
) -> None:
    network.errors = [Refused("Terlalu panjang")]
    work(network)
    delivery = Delivery.objects.get()
    assert (delivery.state, state(due_now)) == ("failed", Post.State.FAILED)
    assert Notice.objects.filter(user=ayu, kind="post.failed").exists()
    assert [t.urgency for t in today.today_for(ayu)] == ["late"]
    actions.retry(ayu, delivery)
    assert state(due_now) == Post.State.SCHEDULED
    work(network)
    assert state(due_now) == Post.State.PUBLISHED


def test_what_is_unsure_is_settled_by_a_person(due_now: Approval, ayu: User) -> None:
    Delivery.objects.update(state="unsure", committed_at=timezone.now(), attempts=2)
    actions.settle(ayu, Delivery.objects.get(), sent=True, url="https://latihan.example/9")
    assert state(due_now) == Post.State.PUBLISHED
    with pytest.raises(No, match="meanwhile"):
        actions.settle(ayu, Delivery.objects.get(), sent=False)


def test_not_there_means_it_goes_out_again(due_now: Approval, ayu: User, network: Network) -> None:
    Delivery.objects.update(state="unsure", committed_at=timezone.now(), attempts=2)
    actions.settle(ayu, Delivery.objects.get(), sent=False)
    assert state(due_now) == Post.State.SCHEDULED
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_a_failed_post_is_improved_and_asked_for_anew(
    due_now: Approval, ayu: User, budi: User, ayu_account: Account, network: Network
) -> None:
    network.errors = [Refused("Tidak boleh")]
    work(network)
    old = Delivery.objects.get()
    post = actions.edit(ayu, due_now.post, version=1, text="Lebih baik", accounts=[ayu_account])
    with pytest.raises(No, match="older version"):
        actions.retry(ayu, old)
    actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    work(network)
    assert network.visible == ["Lebih baik"]
