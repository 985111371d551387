"""Deadlines, rosters and "is it solved?" by API: as on the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.inbox.models import Conversation, Duty
from sinergi.units.models import Role, Unit
from tests.api.conftest import Program, World, in_a_month, program_of

TERM = {"stage": "first", "amount": 30, "way": "working", "status": "proposal", "basis": "Janji"}


@pytest.fixture
def as_dewi(tree: dict[str, Unit]) -> Program:
    """Dewi coordinates for the whole regency."""
    return program_of(person("dewi", "Dewi", tree["regency"], Role.COORDINATOR))


def test_a_conversation_tells_when_it_is_due(as_ayu: Program, world: World) -> None:
    line = as_ayu.get("/conversations").json()["items"][0]
    assert line["due_at"] > line["waiting_since"]
    detail = as_ayu.get(world.path("/conversations/{pk}")).json()
    assert (detail["due_for"], detail["confirmed"]) == ("first", None)


def test_the_matter_moves_the_deadline(as_ayu: Program, world: World) -> None:
    path = world.path("/conversations/{pk}/matter")
    done = as_ayu.post(path, {"matter": "danger"}).json()
    assert done["matter"] == "danger"
    assert as_ayu.post(path, {"matter": "gossip"}).status_code == 422
    assert as_ayu.post(path, {"matter": "complaint", "course": "field"}).json()["course"] == "field"
    assert as_ayu.post(world.path("/conversations/{pk}/extend"), {"reason": "x"}).status_code == 422


def test_the_citizen_is_asked_once_and_what_they_say_is_kept(as_ayu: Program, world: World) -> None:
    ask = world.path("/conversations/{pk}/ask")
    assert as_ayu.post(ask, {}).status_code == 422, "it is not answered yet"
    as_ayu.post(world.path("/conversations/{pk}/replies"), {"text": "Pukul 8."})
    assert as_ayu.post(ask, {}).status_code == 201
    assert as_ayu.post(ask, {}).status_code == 422
    done = as_ayu.post(world.path("/conversations/{pk}/confirm"), {"solved": True}).json()
    assert (done["state"], done["confirmed"]) == ("done", True)


def test_spam_that_is_none_comes_back(as_ayu: Program, world: World) -> None:
    path = world.path("/conversations/{pk}/bring-back")
    assert as_ayu.post(path).status_code == 422
    Conversation.objects.update(spam=True, state="archived", open=False)
    assert as_ayu.post(path).json()["state"] == "reopened"


def test_an_office_sets_its_terms_and_its_ladder(
    as_dewi: Program, as_ayu: Program, world: World
) -> None:
    terms, office = world.path("/units/{pk}/terms"), world.account.unit_id
    shipped = as_ayu.get(terms).json()
    assert {item["set_by"] for item in shipped["items"]} == {None}
    assert as_ayu.put(terms, TERM).status_code == 403
    held = as_dewi.put(terms, TERM).json()["items"]
    mine = [item for item in held if item["set_by"]]
    assert [(m["amount"], m["set_by"]["id"]) for m in mine] == [(30, office)]
    assert as_dewi.put(terms, {**TERM, "way": "weeks"}).status_code == 422
    dropped = as_dewi.post(world.path("/units/{pk}/terms/drop"), {"stage": "first"}).json()
    assert dropped == shipped
    ladder = world.path("/units/{pk}/ladder")
    assert as_dewi.put(ladder, {"ladder": [0, 10, 20, 30]}).json()["ladder"] == [0, 10, 20, 30]
    assert as_dewi.put(ladder, {"ladder": [9, 1, 2, 3]}).status_code == 422


def test_who_is_on_duty_is_arranged(as_ayu: Program, as_budi: Program, world: World) -> None:
    path = world.path("/units/{pk}/duties")
    now = timezone.now().replace(microsecond=0)
    body = {
        "user": "ayu",
        "since": (now - timedelta(hours=1)).isoformat(),
        "until": (now + timedelta(hours=8)).isoformat(),
    }
    assert as_budi.post(path, body).status_code == 403
    made = as_ayu.post(path, body)
    assert made.status_code == 201
    assert as_ayu.post(path, {**body, "user": "citra"}).status_code == 404
    assert as_ayu.post(path, {**body, "until": in_a_month(24)}).status_code == 422
    found = as_ayu.get(path).json()
    assert [one["name"] for one in found["called"]] == ["Ayu"]
    end = world.path("/units/{pk}/duties/end")
    assert as_ayu.post(end, {"duty": made.json()["id"]}).json()["items"] == []
    assert as_ayu.post(end, {"duty": made.json()["id"]}).status_code == 422
    assert not Duty.objects.exists()


def test_an_account_hides_spam_on_its_network(as_ayu: Program, world: World) -> None:
    path = world.path("/accounts/{pk}/spam-hiding")
    assert as_ayu.put(path, {"hide": True}).json() == {"account": world.account.pk, "hide": True}
    assert as_ayu.put(path, {"hide": False}).json()["hide"] is False
