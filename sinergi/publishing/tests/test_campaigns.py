"""Campaigns: posts of several offices, who has none yet, a reminder, and what is shown of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.bulk import duplicating
from sinergi.publishing.calendars import campaigns, covering, moving, occasions
from sinergi.publishing.models import Approval, Occasion, Post
from sinergi.publishing.rules import NotAllowed
from sinergi.publishing.tests.conftest import As, Network, Write, work
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def begun(who: User, unit: Unit, name: str = "Pilah Sampah", kind: str = "campaign") -> Occasion:
    today = timezone.localdate()
    days: Any = {"first": today, "last": today + timedelta(days=20)}
    return occasions.add(who, unit, kind=kind, name=name, **days)


@pytest.fixture
def regional(dewi: User, tree: dict[str, Unit]) -> Occasion:
    return begun(dewi, tree["regency"])


def page(client: Client, name: str, pk: int, **asked: str | int) -> str:
    answer = client.get(reverse(f"content:{name}", args=[pk] if pk else []), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_campaign_tells_posts_by_office_and_who_has_none(
    as_: As, dewi: User, ayu: User, citra_account: Account, write: Write, regional: Occasion
) -> None:
    campaigns.put(ayu, write("Pilah sampah dari rumah"), regional)
    told = covering.coverage(dewi, regional)
    assert [(office.code, len(lines)) for office, lines in told.offices] == [("32.01.01", 1)]
    assert [office.pk for office in told.missing] == [citra_account.unit_id]
    assert (told.asked, told.out) == (2, 0)
    shown = page(as_(dewi), "campaign", regional.pk)
    assert "1 dari 2 kantor" in shown
    assert "Pilah sampah dari rumah" in shown
    assert citra_account.unit.name in shown


def test_what_is_out_is_counted_and_what_was_cancelled_is_not(
    dewi: User, ayu: User, write: Write, regional: Occasion, due_now: Approval, network: Network
) -> None:
    lost = campaigns.put(ayu, write("Batal"), regional)
    actions.cancel(ayu, lost)
    assert covering.coverage(dewi, regional).offices == []
    campaigns.put(ayu, due_now.post, regional)
    work(network)
    assert covering.coverage(dewi, regional).out == 1


def test_citra_sees_only_her_own_offices_of_it_and_nothing_of_ayus(
    as_: As, ayu: User, citra: User, citra_account: Account, write: Write, regional: Occasion,
    tree: dict[str, Unit],
) -> None:  # fmt: skip
    post = campaigns.put(ayu, write("Rahasia Cibinong"), regional)
    client = as_(citra)
    shown = page(client, "campaign", regional.pk)
    assert "Rahasia" not in shown
    assert tree["cibinong"].name not in shown
    assert citra_account.unit.name in shown
    assert client.post(reverse("content:campaign-remind", args=[regional.pk])).status_code == 403
    put = reverse("content:put-campaign", args=[post.pk])
    assert client.post(put, {"campaign": ""}).status_code == 404
    own = begun(ayu, tree["cibinong"], "Milik Cibinong")
    for name in ("campaign", "campaign-remind"):
        address = reverse(f"content:{name}", args=[own.pk])
        assert client.get(address).status_code in {404, 405}
        assert client.post(address).status_code in {404, 405}
    for name in ("calendar", "posts"):
        assert client.get(reverse(f"content:{name}"), {"campaign": own.pk}).status_code == 404
    assert Post.objects.get(pk=post.pk).campaign_id == regional.pk


def test_a_post_is_part_of_what_its_office_or_one_above_it_runs_and_of_nothing_else(
    ayu: User, citra: User, write: Write, tree: dict[str, Unit], citra_account: Account
) -> None:
    post = write("Pilah")
    theirs = begun(citra, citra_account.unit, "Milik Citra")
    event = begun(ayu, tree["cibinong"], "Pasar", "event")
    for wrong in (theirs, event):
        with pytest.raises(No):
            campaigns.put(ayu, post, wrong)
    with pytest.raises(NotAllowed):
        campaigns.put(citra, post, None)
    assert not Entry.objects.filter(verb="post.campaign_said").exists()
    mine = begun(ayu, tree["cibinong"])
    campaigns.put(ayu, post, mine)
    campaigns.put(ayu, post, mine)
    assert Entry.objects.filter(verb="post.campaign_said").count() == 1
    assert [row.pk for row in campaigns.offered(ayu, post)] == [mine.pk]


def test_it_is_chosen_on_the_page_of_a_post_and_goes_with_its_copies(
    as_: As, ayu: User, write: Write, regional: Occasion
) -> None:
    post, client = write("Pilah"), as_(ayu)
    assert "Pilah Sampah" in page(client, "post", post.pk)
    client.post(reverse("content:put-campaign", args=[post.pk]), {"campaign": regional.pk})
    post.refresh_from_db()
    assert post.campaign == regional
    assert duplicating.duplicate(ayu, post).campaign == regional
    occasions.drop(ayu, regional)
    post.refresh_from_db()
    assert post.campaign is None


def test_calendar_and_list_are_limited_to_one(
    as_: As, ayu: User, write: Write, regional: Occasion
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    part, other = write("Bagian kampanye"), write("Hal lain sama sekali")
    for post in (part, other):
        moving.plan(ayu, post, tomorrow)
    campaigns.put(ayu, part, regional)
    client = as_(ayu)
    views: list[tuple[str, dict[str, str]]] = [
        ("calendar", {"view": "agenda"}),
        ("calendar", {"view": "month"}),
        ("posts", {}),
        ("posts", {"kind": "ordinary", "tab": "draft"}),
    ]
    for name, asked in views:
        everything = page(client, name, 0, **asked, day=tomorrow.date().isoformat())
        assert "Hal lain sama sekali" in everything
        only = page(client, name, 0, **asked, day=tomorrow.date().isoformat(), campaign=regional.pk)
        assert "Bagian kampanye" in only
        assert "Hal lain" not in only
