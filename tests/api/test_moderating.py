"""By API, too: like and delete what the public wrote, and find reviews by what they rate us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sinergi.connectors.contract import Hides
from sinergi.connectors.sandbox import Sandbox
from sinergi.inbox.models import Message, Removal
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.networks import gateway
from tests.api.conftest import Program, World

pytestmark = pytest.mark.django_db


class Hiding(Sandbox, Hides):
    def hide(self, remote_id: str, *, hidden: bool) -> None: ...


@pytest.fixture
def said(world: World) -> Iterator[int]:
    """A comment under a post, on a network that can do all of it."""
    hear_items(world.account, incoming("warga-9", "Murah, hubungi kami", answers="kiriman-1"))
    network = world.account.network
    before = gateway.enabled()[network]
    gateway.enabled()[network] = Hiding
    yield Message.objects.get(remote_id="warga-9").pk
    gateway.enabled()[network] = before


def test_a_message_is_liked_and_hidden(said: int, as_ayu: Program) -> None:
    assert as_ayu.get(f"/messages/{said}").json()["liking"] == ""
    liked = as_ayu.put(f"/messages/{said}/liked", {"liked": True})
    assert (liked.status_code, liked.json()["liking"]) == (200, "liking")
    hidden = as_ayu.put(f"/messages/{said}/hidden", {"hidden": True})
    assert (hidden.status_code, hidden.json()["hiding"]) == (200, "hiding")


def test_a_comment_is_deleted_by_who_may_and_says_why(
    said: int, as_ayu: Program, as_budi: Program
) -> None:
    why = {"ground": "spam", "reason": "Iklan judi"}
    assert as_ayu.post(f"/messages/{said}/removal", why).status_code == 403
    wrong = as_budi.post(f"/messages/{said}/removal", {**why, "ground": "rude"})
    assert wrong.status_code == 422
    told = as_budi.post(f"/messages/{said}/removal", why).json()["removal"]
    assert (told["state"], told["ground"], told["reason"]) == ("asked", "spam", "Iklan judi")
    assert len(told["fingerprint"]) == 64
    assert as_budi.post(f"/messages/{said}/removal", why).status_code == 422
    Removal.objects.update(state="unsure", next_at=None)
    again = as_budi.post(f"/messages/{said}/removal/again")
    assert again.json()["removal"]["state"] == "asked"


def test_reviews_are_found_by_what_they_rate_us(world: World, as_ayu: Program) -> None:
    hear_items(world.account, replace(incoming("r1", "Antre", kind="review"), stars=2))
    (found,) = as_ayu.get("/conversations", rating="2").json()["items"]
    assert (found["kind"], found["rating"]) == ("review", "2")
    detail = as_ayu.get(f"/conversations/{found['id']}").json()
    assert [one["rating"] for one in detail["messages"]] == ["2"]
    assert as_ayu.get("/conversations", rating="9").status_code == 422
    rated = as_ayu.get("/figures", per="kind").json()["rated"]
    assert (rated["n"], rated["mean"], rated["numbers"]["2"]) == (1, None, 1)
