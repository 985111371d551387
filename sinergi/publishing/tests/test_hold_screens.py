"""The pages of holds and emergencies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing.holding import acting
from sinergi.publishing.models import (
    EIGHT,
    Approval,
    Hold,
    Post,
    Review,
)
from sinergi.publishing.policies import keeping
from sinergi.publishing.policies.keeping import Said
from sinergi.publishing.tests.conftest import Network, work
from sinergi.publishing.tests.test_approval_screens import as_
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def held(due_now: Approval, budi: User, tree: dict[str, Unit], network: Network) -> Post:
    acting.begin(budi, tree["cibinong"], reason="mourning", note="Duka kita semua")
    work(network)
    return due_now.post


def test_the_eight_are_kept_and_it_goes_out_at_once_where_a_policy_lets_it(
    ayu: User, budi: User, dewi: User, draft: Post, tree: dict[str, Unit]
) -> None:
    eight, ask = (reverse(f"content:{name}", args=[draft.pk]) for name in ("eight", "ask"))
    assert as_(ayu).get(eight).status_code == 200
    assert as_(ayu).post(eight, dict.fromkeys(EIGHT, "Longsor di jalan raya")).status_code == 302
    assert as_(ayu).post(ask, {"do": "at_once"}).status_code == 200
    assert not Approval.objects.exists()
    keeping.keep(dewi, tree["cibinong"], Said(kind="immediate", review_hours=2))
    page = as_(ayu).get(reverse("content:post", args=[draft.pk])).content.decode()
    assert 'value="at_once"' in page
    assert as_(ayu).post(ask, {"do": "at_once"}).status_code == 302
    made = Approval.objects.get()
    assert made.lane == "after"
    assert str(draft) in as_(budi).get(reverse("content:approvals")).content.decode()
    look = reverse("content:review", args=[made.pk])
    assert as_(budi).post(look, {"finding": "mend"}).status_code == 200
    assert as_(budi).post(look, {"finding": "right"}).status_code == 302
    assert Review.objects.get().by == budi
    assert as_(ayu).post(look, {"finding": "right"}).status_code == 403


def test_budi_holds_an_office_and_everybody_concerned_reads_it(
    ayu: User, budi: User, citra: User, approved: Approval, tree: dict[str, Unit]
) -> None:
    address = reverse("content:holds")
    said = {"unit": tree["cibinong"].pk, "reason": "other"}
    assert as_(budi).post(address, said).status_code == 200
    assert not Hold.objects.exists()
    told = as_(budi).post(address, {**said, "note": "Duka <i>kita</i>"}, follow=True)
    assert "Layanan Sabtu" in told.content.decode()
    for user, sees in ((ayu, True), (budi, True), (citra, False)):
        page = as_(user).get(reverse("desk:today")).content.decode()
        assert ("Duka &lt;i&gt;kita" in page) is sees
    end = reverse("content:end-hold", args=[Hold.objects.get().pk])
    assert as_(ayu).post(end).status_code == 403
    assert as_(ayu).post(address, said).status_code == 200
    assert as_(budi).post(end).status_code == 302
    assert Hold.objects.get().ended_by == budi


def test_each_thing_that_was_held_is_decided_on_its_own(
    held: Post, ayu: User, budi: User, network: Network
) -> None:
    address = reverse("content:release", args=[held.pk])
    assert as_(ayu).post(address, {"do": "now"}).status_code == 403
    assert "Layanan Sabtu" in as_(ayu).get(reverse("content:holds")).content.decode()
    as_(budi).post(reverse("content:end-hold", args=[Hold.objects.get().pk]))
    assert as_(budi).post(address, {"do": "all"}).status_code == 404
    as_(budi).post(address, {"do": "move", "due": ""})
    assert Delivery.objects.get().state == "held"
    later = timezone.localtime() + timedelta(days=2)
    as_(budi).post(address, {"do": "move", "due": later.strftime("%Y-%m-%dT%H:%M")})
    assert Delivery.objects.get().state == "waiting"
    assert as_(budi).post(address, {"do": "drop"}).status_code == 302
    assert Delivery.objects.get().state == "waiting"


def test_a_held_post_says_so_on_its_page(held: Post, ayu: User) -> None:
    page = as_(ayu).get(reverse("content:post", args=[held.pk])).content.decode()
    assert page.count("banner warning") >= 1
    assert reverse("content:holds") in page
