"""Programs read figures with their moment and meaning, of what their person sees."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.insights import storing
from sinergi.insights.storing import Figure
from sinergi.networks.models import Delivery
from tests.api.conftest import Program, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def measured(world: World) -> World:
    """Two days of followers of Ayu's account, and the likes of a post."""
    now = timezone.now()
    Delivery.objects.filter(pk=world.failed.pk).update(remote_id="p1")
    told = [
        Figure("", "followers", 100, now - timedelta(days=1)),
        Figure("", "followers", 105, now),
        Figure("p1", "likes", 8, now),
    ]
    storing.keep(storing.plan(world.account, told, storing.NETWORK, now=now))
    return world


def test_the_history_of_an_account_is_told_with_its_meaning(
    measured: World, as_ayu: Program
) -> None:
    found = as_ayu.get(measured.path("/accounts/{pk}/figures")).json()["items"]
    assert [(row["value"], row["newest"]) for row in found] == [(105, True), (100, False)]
    assert found[0]["definition"]
    assert found[0]["source"] == "network"


def test_only_the_newest_or_one_figure_can_be_asked_for(measured: World, as_ayu: Program) -> None:
    path = measured.path("/accounts/{pk}/figures")
    assert len(as_ayu.get(path, newest="true").json()["items"]) == 1
    assert as_ayu.get(path, metric="members").json()["items"] == []


def test_the_figures_of_a_post_are_those_of_its_delivery(measured: World, as_ayu: Program) -> None:
    found = as_ayu.get(measured.path("/deliveries/{pk}/figures")).json()["items"]
    assert [(row["metric"], row["value"]) for row in found] == [("likes", 8)]


def test_citra_is_told_none_of_ayus_figures(measured: World, as_citra: Program) -> None:
    for path in ("/accounts/{pk}/figures", "/deliveries/{pk}/figures"):
        assert as_citra.get(measured.path(path)).status_code == 404
