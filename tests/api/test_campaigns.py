"""A program reads how far a campaign is, makes posts part of it, and reads good hours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing.calendars import hours_told, occasions
from sinergi.publishing.calendars.hours_told import Told
from sinergi.publishing.models import Occasion
from tests.api.conftest import Program, World, in_a_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(ayu: User, world: World) -> Occasion:
    today = timezone.localdate()
    days = {"first": today, "last": today + timedelta(days=9)}
    unit = world.account.unit
    return occasions.add(ayu, unit, kind="campaign", name="Pilah Sampah", **days)


def test_a_post_is_made_part_of_one_and_is_found_by_it(
    world: World, campaign: Occasion, as_ayu: Program
) -> None:
    (row,) = as_ayu.get("/campaigns").json()["items"]
    assert (row["id"], row["name"]) == (campaign.pk, "Pilah Sampah")
    before = as_ayu.get(f"/campaigns/{campaign.pk}").json()
    assert [office["id"] for office in before["missing"]] == [world.account.unit_id]
    made = as_ayu.post(f"/posts/{world.post.pk}/campaign", {"campaign": campaign.pk})
    assert made.status_code == 200
    after = as_ayu.get(f"/campaigns/{campaign.pk}").json()
    assert after["missing"] == []
    assert [post["id"] for post in after["offices"][0]["posts"]] == [world.post.pk]
    as_ayu.post(f"/posts/{world.post.pk}/plan", {"at": in_a_month()})
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    asked = {"until": until, "campaign": campaign.pk}
    (planned,) = as_ayu.get("/calendar", **asked).json()["items"]
    assert planned["id"] == world.post.pk
    as_ayu.post(f"/posts/{world.post.pk}/campaign", {"campaign": None})
    assert as_ayu.get("/calendar", **asked).json()["items"] == []


def test_it_reminds_once(
    world: World, campaign: Occasion, as_budi: Program, as_ayu: Program
) -> None:
    path = f"/campaigns/{campaign.pk}/remind"
    assert as_budi.post(path).status_code == 403
    assert as_ayu.post(path).json() == {"offices": 1}
    assert as_ayu.post(path).status_code == 422


def test_good_hours_come_with_what_they_rest_on(
    world: World, as_ayu: Program, as_citra: Program
) -> None:
    path = f"/accounts/{world.account.pk}/hours"
    nothing = {"posts": None, "needed": None, "compared": "", "items": []}
    assert as_ayu.get(path).json() == nothing
    told = Told(
        "posts", rest=False, first=18, end=20, n=34, above=30, times=(1.2, 1.9, 2.5), chance=0.004
    )
    hours_told.keep(
        world.account, [told], posts=140, needed=30, by="views", messages=0, now=timezone.now()
    )
    found = as_ayu.get(path).json()
    assert (found["posts"], found["needed"], found["compared"]) == (140, 30, "views")
    assert found["items"] == [
        {
            "of": "posts", "days": "work", "first": 18, "end": 20, "n": 34, "above": 30,
            "times": [1.2, 1.9, 2.5], "chance": 0.004,
        }
    ]  # fmt: skip
    assert as_citra.get(path).status_code == 404
