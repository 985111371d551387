"""As many people approve as a policy says: asked at each decision and at the moment of sending."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions, queries
from sinergi.publishing.models import Approval, Policy, Post
from sinergi.publishing.policies import choosing, keeping
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import Network, Write, two_steps, work
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

APPROVER = StepSaid(roles=("approver",))


def test_without_a_policy_one_person_approves(asked: Approval, budi: User) -> None:
    found = choosing.required(asked.post, day=timezone.localdate())
    assert found.steps == choosing.DEFAULT
    actions.approve(budi, asked, due=None)
    assert Delivery.objects.count() == 1
    assert asked.signatures.get().by == budi


def test_two_steps_are_taken_one_after_the_other(
    draft: Post, ayu: User, budi: User, dewi: User, eko: User, tree: dict[str, Unit]
) -> None:
    two_steps(dewi, tree["cibinong"])
    asked = actions.ask_approval(ayu, draft)
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"budi", "eko"}
    assert list(queries.approvals_for(dewi)) == []
    with pytest.raises(NotAllowed, match="not asked at this step"):
        actions.approve(dewi, asked, due=None)
    due = timezone.now() + timedelta(hours=3)
    signed = actions.approve(budi, asked, due=due)
    assert (signed.state, Delivery.objects.count()) == (Approval.State.WAITING, 0)
    assert list(queries.approvals_for(eko)) == list(queries.approvals_for(budi)) == []
    assert list(queries.approvals_for(dewi)) == [asked]
    assert Notice.objects.filter(user=dewi, kind="post.approval_asked").exists()
    with pytest.raises(NotAllowed):
        actions.approve(eko, asked, due=due)
    done = actions.approve(dewi, asked, due=due)
    assert (done.state, done.decided_by) == (Approval.State.APPROVED, dewi)
    assert Delivery.objects.get().due == due
    assert [s.by for s in done.signatures.all()] == [budi, dewi]
    verbs = Entry.objects.filter(object_type="publishing.post").order_by("seq")
    assert list(verbs.values_list("verb", flat=True))[-2:] == ["post.signed", "post.approved"]


def test_every_one_of_a_step_must_sign(
    draft: Post, ayu: User, budi: User, dewi: User, tree: dict[str, Unit]
) -> None:
    both = StepSaid(roles=("approver",), people=(dewi,), every=True)
    keeping.keep(dewi, tree["regency"], Said(steps=[both]))
    asked = actions.ask_approval(ayu, draft)
    assert actions.approve(dewi, asked, due=None).state == Approval.State.WAITING
    assert actions.approve(budi, asked, due=None).state == Approval.State.APPROVED


def test_where_a_policy_asks_for_nobody_it_goes_out_and_that_is_logged(
    draft: Post, ayu: User, dewi: User, tree: dict[str, Unit], network: Network
) -> None:
    keeping.keep(dewi, tree["cibinong"], Said(kind="service", nobody=True))
    actions.classify(ayu, draft, kind="service", leader=False)
    made = actions.ask_approval(ayu, draft)
    assert (made.state, made.lane, made.decided_by) == ("approved", "nobody", None)
    assert Entry.objects.filter(verb="post.needed_nobody").exists()
    work(network)
    assert network.visible == ["Layanan Sabtu tetap buka"]


def test_the_most_particular_then_the_nearest_policy_holds(
    write: Write, ayu: User, dewi: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    far = keeping.keep(dewi, tree["regency"], Said(kind="campaign", steps=[APPROVER]))
    near = keeping.keep(dewi, tree["cibinong"], Said(steps=[APPROVER, APPROVER]))
    post = write()

    def holds() -> set[int]:
        return set(choosing.required(post, day=timezone.localdate()).policies)

    assert holds() == {near.pk}
    post.kind = Post.Kind.CAMPAIGN
    assert holds() == {far.pk}
    own = keeping.keep(dewi, tree["cibinong"], Said(account=ayu_account, nobody=True))
    assert holds() == {far.pk, own.pk}  # of the office, and of its account


def test_the_office_of_an_account_is_asked_by_its_own_policy(
    write: Write, dewi: User, citra_account: Account, ayu: User, tree: dict[str, Unit]
) -> None:
    units.appoint(None, user=ayu, unit=tree["ciomas"], role=Role.ADMIN, valid_from=date(2026, 1, 2))
    ayu = User.objects.get(pk=ayu.pk)
    theirs = keeping.keep(dewi, tree["ciomas"], Said(steps=[StepSaid(people=(dewi,))]))
    post = write(actor=ayu, accounts=[citra_account])
    found = choosing.required(post, day=timezone.localdate())
    assert found.policies == (theirs.pk,)
    assert len(found.steps[0]) == 2  # whoever may in Cibinong, and Dewi for Ciomas


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(kind="immediate", nobody=True), "one step"),
        (Said(kind="service", review_hours=2), "Only immediate"),
        (Said(steps=[APPROVER] * 4), "At most 3"),
        (Said(steps=[StepSaid()]), "Name one to"),
        (Said(steps=[StepSaid(roles=("leader",))]), "Only approvers"),
        (Said(nobody=True, steps=[APPROVER]), "not both"),
        (Said(hours=0), "working hours"),
        (Said(kind="gossip"), "no kind"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(
    said: Said, why: str, dewi: User, tree: dict[str, Unit]
) -> None:
    with pytest.raises(No, match=why):
        keeping.keep(dewi, tree["cibinong"], said)
    assert not Policy.objects.exists()


def test_nobody_is_named_who_may_not_approve_there(
    ayu: User, dewi: User, tree: dict[str, Unit], citra_account: Account
) -> None:
    with pytest.raises(No, match="Ayu may not approve"):
        keeping.keep(dewi, tree["cibinong"], Said(steps=[StepSaid(people=(ayu,))]))
    with pytest.raises(No, match="another office"):
        keeping.keep(dewi, tree["cibinong"], Said(account=citra_account))
