"""Deputies sign for who is away; who does not decide is reminded; what nobody decides expires."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.lib.text import No
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.publishing import actions, queries, today
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.policies import away, pressing
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import two_steps
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def waits_for_dewi(
    draft: Post, ayu: User, budi: User, dewi: User, tree: dict[str, Unit]
) -> Approval:
    """Two steps: Budi has signed the first."""
    two_steps(dewi, tree["cibinong"])
    asked = actions.ask_approval(ayu, draft)
    actions.approve(budi, asked, due=None)
    return asked


def test_a_deputy_signs_for_who_is_away(waits_for_dewi: Approval, dewi: User, eko: User) -> None:
    asked = waits_for_dewi
    with pytest.raises(NotAllowed):
        actions.approve(eko, asked, due=None)
    day = timezone.localdate()
    away.go_away(dewi, dewi, deputy=eko, first=day, last=day)
    assert list(queries.approvals_for(User.objects.get(pk=eko.pk))) == [asked]
    done = actions.approve(eko, asked, due=None)
    assert done.state == Approval.State.APPROVED
    assert done.signatures.get(by=eko).instead == dewi


def test_who_signed_does_not_sign_again_as_a_deputy(
    waits_for_dewi: Approval, budi: User, dewi: User
) -> None:
    asked = waits_for_dewi
    day = timezone.localdate()
    away.go_away(dewi, dewi, deputy=budi, first=day, last=day)
    with pytest.raises(NotAllowed):
        actions.approve(budi, asked, due=None)


def test_nobody_signs_for_who_may_not_approve_any_more(
    waits_for_dewi: Approval, budi: User, dewi: User, eko: User
) -> None:
    asked = waits_for_dewi
    day = timezone.localdate()
    away.go_away(dewi, dewi, deputy=eko, first=day, last=day)
    units.end_appointment(budi, dewi.appointments.get())
    with pytest.raises(NotAllowed):
        actions.approve(eko, asked, due=None)


def test_a_deputy_needs_the_right_of_their_own(
    ayu: User, budi: User, citra: User, dewi: User
) -> None:
    day = timezone.localdate()
    with pytest.raises(No, match="may not approve"):
        away.go_away(budi, budi, deputy=ayu, first=day, last=day)
    with pytest.raises(NotAllowed):
        away.go_away(citra, budi, deputy=dewi, first=day, last=day)
    with pytest.raises(No, match="last day"):
        away.go_away(budi, budi, deputy=dewi, first=day, last=day - timedelta(days=1))
    away.go_away(dewi, budi, deputy=dewi, first=day, last=day)
    with pytest.raises(No, match="already"):
        away.go_away(budi, budi, deputy=dewi, first=day, last=day)


def test_people_are_reminded_once_then_the_coordinators_are_told_once(
    asked: Approval, budi: User, tree: dict[str, Unit]
) -> None:
    hana = person("hana", "Hana", tree["diskominfo"], Role.COORDINATOR)
    assert asked.deadline is not None
    half = asked.requested_at + (asked.deadline - asked.requested_at) / 2
    assert pressing.press(half - timedelta(minutes=1)) == 0
    assert (pressing.press(half), pressing.press(half)) == (1, 0)
    assert Notice.objects.get(kind="post.approval_reminder").user == budi
    assert (pressing.press(asked.deadline), pressing.press(asked.deadline)) == (1, 0)
    late = Notice.objects.filter(kind="post.approval_late")
    assert set(late.values_list("user", flat=True)) == {budi.pk, hana.pk}


def test_what_nobody_decided_in_time_expires(draft: Post, ayu: User, budi: User) -> None:
    wish = timezone.now() + timedelta(hours=1)
    asked = actions.ask_approval(ayu, draft, wish=wish)
    assert pressing.press(wish + timedelta(minutes=6)) == 1
    asked.refresh_from_db()
    draft.refresh_from_db()
    assert (asked.state, draft.state) == (Approval.State.EXPIRED, Post.State.DRAFT)
    assert Notice.objects.filter(user=ayu, kind="post.expired").exists()
    with pytest.raises(No, match="meanwhile"):
        actions.approve(budi, asked, due=None)
    again = actions.ask_approval(ayu, draft, wish=wish + timedelta(days=1))
    assert actions.approve(budi, again, due=None).state == Approval.State.APPROVED


def test_a_request_whose_time_has_passed_is_not_approved_before_the_clock_comes(
    draft: Post, ayu: User, budi: User
) -> None:
    asked = actions.ask_approval(ayu, draft, wish=timezone.now() + timedelta(hours=1))
    Approval.objects.update(wish=timezone.now() - timedelta(minutes=6))
    with pytest.raises(No, match="in time"):
        actions.approve(budi, asked, due=None)
    assert [t.urgency for t in today.today_for(ayu)] == ["late"]
