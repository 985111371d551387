"""Nothing is published in the name of an office that has ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, queries
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import As, Network, work
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db


def end(unit: Unit, days: int = 1) -> None:
    """Let an office have its last day so many days ago."""
    Unit.objects.filter(pk=unit.pk).update(valid_to=timezone.localdate() - timedelta(days=days))
    unit.refresh_from_db()


@pytest.mark.usefixtures("pages")
def test_its_people_read_and_write_nothing(
    draft: Post, ayu: User, ayu_account: Account, as_: As
) -> None:
    end(draft.unit)
    now = User.objects.get(pk=ayu.pk)
    with pytest.raises(NotAllowed):
        actions.write(now, draft.unit, text="Layanan tutup", accounts=[ayu_account])
    browser = as_(now)
    page = browser.get(reverse("content:post", args=[draft.pk]))
    assert (page.status_code, draft.text in page.content.decode()) == (200, True)
    assert browser.get(reverse("content:write")).status_code == 403
    assert browser.post(reverse("content:ask", args=[draft.pk])).status_code == 403
    today = browser.get(reverse("desk:today")).content.decode()
    assert reverse("content:posts") in today
    assert reverse("content:write") not in today


def test_who_works_above_it_is_told_and_may_take_back(
    asked: Approval, dewi: User, budi: User, ayu_account: Account
) -> None:
    unit = asked.unit
    end(unit)
    post = Post.objects.get()
    with pytest.raises(No, match="has ended"):
        actions.write(dewi, unit, text="Layanan tutup", accounts=[ayu_account])
    with pytest.raises(No, match="has ended"):
        actions.approve(budi, asked, due=None)
    writable = queries.writable_units(dewi)
    assert unit not in writable
    assert unit.parent in writable
    actions.cancel(dewi, post)
    post.refresh_from_db()
    assert post.state == Post.State.CANCELLED


def test_nothing_is_approved_for_a_day_after_its_last(asked: Approval, budi: User) -> None:
    end(asked.unit, days=-1)
    late = timezone.now() + timedelta(days=3)
    with pytest.raises(No, match="has ended"):
        actions.approve(budi, asked, due=late)
    actions.approve(budi, asked, due=None)


def test_what_was_approved_before_does_not_go_out_after(
    due_now: Approval, network: Network
) -> None:
    end(due_now.unit)
    work(network)
    assert network.visible == []
    assert "Its office has ended" in Delivery.objects.get().problem["message"]
