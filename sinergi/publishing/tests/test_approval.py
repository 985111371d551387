"""Approval is of a version, by another person, and holds at the moment of sending."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions, queries, today
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import Write
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def give(user: User, unit: Unit, role: str) -> User:
    units.appoint(None, user=user, unit=unit, role=role, valid_from=date(2026, 1, 2))
    return User.objects.get(pk=user.pk)


def test_a_post_is_asked_for_and_approved_for_a_time(
    draft: Post, ayu: User, budi: User, ayu_account: Account
) -> None:
    approval = actions.ask_approval(ayu, draft, note="Mohon diperiksa")
    assert list(queries.approvals_for(budi)) == [approval]
    due = timezone.now() + timedelta(hours=2)
    actions.approve(budi, approval, due=due)
    delivery = Delivery.objects.get(account=ayu_account)
    assert (delivery.text, delivery.due, delivery.state) == (draft.text, due, "waiting")
    draft.refresh_from_db()
    assert draft.state == Post.State.SCHEDULED
    assert audit.verify().broken == ""
    verbs = Entry.objects.filter(object_type="publishing.post").order_by("seq")
    assert list(verbs.values_list("verb", flat=True)) == [
        "post.written",
        "post.approval_asked",
        "post.approved",
    ]


def test_a_time_that_has_passed_is_refused_at_every_door(
    draft: Post, ayu: User, budi: User
) -> None:
    gone = timezone.now() - timedelta(minutes=6)
    with pytest.raises(No, match="already passed"):
        actions.ask_approval(ayu, draft, wish=gone)
    approval = actions.ask_approval(ayu, draft)
    with pytest.raises(No, match="already passed"):
        actions.approve(budi, approval, due=gone)
    assert not Delivery.objects.exists()
    later = timezone.now() + timedelta(hours=1)
    actions.approve(budi, approval, due=later)
    draft.refresh_from_db()
    with pytest.raises(No, match="already passed"):
        actions.reschedule(budi, draft, gone)
    assert Delivery.objects.get().due == later


def test_a_minute_that_has_just_passed_means_now(asked: Approval, budi: User) -> None:
    actions.approve(budi, asked, due=timezone.now() - timedelta(minutes=1))
    delivery = Delivery.objects.get()
    assert abs(delivery.due - timezone.now()) < timedelta(seconds=5)


def test_a_time_years_ahead_is_refused(asked: Approval, budi: User) -> None:
    with pytest.raises(No, match="within a year"):
        actions.approve(budi, asked, due=timezone.now() + timedelta(days=4000))
    assert not Delivery.objects.exists()


def test_nobody_approves_what_they_wrote(asked: Approval, ayu: User, tree: dict[str, Unit]) -> None:
    ayu = give(ayu, tree["regency"], Role.COORDINATOR)
    assert list(queries.approvals_for(ayu)) == []
    with pytest.raises(NotAllowed):
        actions.approve(ayu, asked, due=None)
    with pytest.raises(NotAllowed):
        actions.send_back(ayu, asked, reason="Saya sendiri")
    assert not Delivery.objects.exists()


def test_nobody_approves_what_they_helped_to_write(
    draft: Post, ayu: User, budi: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    budi = give(budi, tree["regency"], Role.COORDINATOR)
    actions.edit(budi, draft, version=1, text="Diperbaiki Budi", accounts=[ayu_account])
    approval = actions.ask_approval(ayu, draft)
    assert list(queries.approvals_for(budi)) == []
    with pytest.raises(NotAllowed):
        actions.approve(budi, approval, due=None)


def test_whoever_asks_does_not_approve(draft: Post, budi: User, tree: dict[str, Unit]) -> None:
    budi = give(budi, tree["regency"], Role.COORDINATOR)
    approval = actions.ask_approval(budi, draft)
    with pytest.raises(NotAllowed):
        actions.approve(budi, approval, due=None)


def test_the_database_itself_refuses_an_approval_of_ones_own(asked: Approval, ayu: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=asked.pk).update(
            state="approved", decided_by=ayu, decided_at=timezone.now(), due=timezone.now()
        )


def test_an_approver_of_another_office_may_not_approve(
    asked: Approval, citra: User, tree: dict[str, Unit]
) -> None:
    citra = give(citra, tree["ciomas"], Role.APPROVER)
    assert list(queries.approvals_for(citra)) == []
    with pytest.raises(NotAllowed):
        actions.approve(citra, asked, due=None)


def test_an_approver_needs_the_right_for_every_account(
    ayu: User, citra: User, citra_account: Account, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    ayu = give(ayu, tree["ciomas"], Role.ADMIN)
    post = actions.write(
        ayu, tree["cibinong"], text="Untuk dua akun", accounts=[ayu_account, citra_account]
    )
    approval = actions.ask_approval(ayu, post)
    citra = give(citra, tree["cibinong"], Role.APPROVER)
    with pytest.raises(NotAllowed):
        actions.approve(citra, approval, due=None)


def test_editing_after_asking_withdraws_the_request(
    asked: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    actions.edit(ayu, asked.post, version=1, text="Berubah", accounts=[ayu_account])
    asked.refresh_from_db()
    assert asked.state == Approval.State.WITHDRAWN
    with pytest.raises(No, match="meanwhile"):
        actions.approve(budi, asked, due=None)
    assert not Delivery.objects.exists()


def test_editing_after_approval_cancels_the_deliveries(
    approved: Approval, ayu: User, budi: User, ayu_account: Account
) -> None:
    old = Delivery.objects.get()
    post = actions.edit(ayu, approved.post, version=1, text="Berubah", accounts=[ayu_account])
    old.refresh_from_db()
    assert (old.state, post.state) == ("cancelled", Post.State.DRAFT)
    again = actions.approve(budi, actions.ask_approval(ayu, post), due=None)
    assert again.version == 2
    assert Delivery.objects.exclude(pk=old.pk).get().text == "Berubah"


def test_a_second_approver_comes_too_late(
    asked: Approval, budi: User, tree: dict[str, Unit]
) -> None:
    dewi = person("dewi", "Dewi", tree["regency"], Role.APPROVER)
    actions.approve(budi, asked, due=None)
    with pytest.raises(No, match="meanwhile"):
        actions.approve(dewi, asked, due=None)
    with pytest.raises(No, match="meanwhile"):
        actions.send_back(dewi, asked, reason="Terlambat")
    assert Delivery.objects.count() == 1


def test_sending_back_needs_a_reason_and_reaches_the_writer(
    asked: Approval, ayu: User, budi: User
) -> None:
    with pytest.raises(No, match="what must change"):
        actions.send_back(budi, asked, reason="  ")
    actions.send_back(budi, asked, reason="Tambahkan jam layanan")
    asked.post.refresh_from_db()
    assert asked.post.state == Post.State.SENT_BACK
    assert Notice.objects.filter(user=ayu, kind="post.sent_back").exists()
    assert [t.title for t in today.today_for(ayu)] == [str(asked.post)]


@pytest.mark.parametrize("do", ["approve", "send_back", "withdraw"])
def test_once_it_is_decided_nobody_is_asked(
    asked: Approval, ayu: User, budi: User, tree: dict[str, Unit], do: str
) -> None:
    rows = Notice.objects.filter(kind="post.approval_asked", read=None)
    assert rows.exists()
    match do:
        case "approve":
            actions.approve(budi, asked, due=None)
        case "send_back":
            actions.send_back(budi, asked, reason="Tambahkan jam layanan")
        case _:
            actions.withdraw(ayu, asked.post)
    assert not rows.exists()


def test_a_withdrawn_post_is_a_draft_and_nothing_goes_out(approved: Approval, ayu: User) -> None:
    post = actions.withdraw(ayu, approved.post)
    assert post.state == Post.State.DRAFT
    assert Delivery.objects.get().state == "cancelled"


def test_moving_a_post_moves_its_deliveries(approved: Approval, budi: User, ayu: User) -> None:
    due = timezone.now() + timedelta(days=3)
    actions.reschedule(budi, approved.post, due)
    assert Delivery.objects.get().next_try == due
    with pytest.raises(NotAllowed):
        actions.reschedule(ayu, approved.post, timezone.now())


def test_a_post_on_its_way_is_not_called_back(
    approved: Approval, ayu: User, ayu_account: Account
) -> None:
    now = timezone.now()
    Delivery.objects.update(lease=now, holder="w1/1")
    with pytest.raises(No, match="Too late"):
        actions.edit(ayu, approved.post, version=1, text="x", accounts=[ayu_account])
    with pytest.raises(No, match="Too late"):
        actions.cancel(ayu, approved.post)
    with pytest.raises(No, match="Too late"):
        actions.withdraw(ayu, approved.post)
    approved.refresh_from_db()
    assert approved.state == Approval.State.APPROVED


def test_only_those_who_may_decide_are_told(
    write: Write, ayu: User, budi: User, citra: User
) -> None:
    actions.ask_approval(ayu, write())
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"budi"}


def test_a_request_waiting_past_its_wish_is_late(draft: Post, ayu: User, budi: User) -> None:
    approval = actions.ask_approval(ayu, draft, wish=timezone.now() + timedelta(hours=1))
    assert [t.urgency for t in today.today_for(budi)] == ["soon"]
    Approval.objects.filter(pk=approval.pk).update(wish=timezone.now() - timedelta(minutes=1))
    assert [t.urgency for t in today.today_for(budi)] == ["late"]
    assert [t.urgency for t in today.today_for(ayu)] == ["late"]
