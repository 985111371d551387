"""What was understood of the newest message of the public, and its correction, by API."""

from __future__ import annotations

from sinergi.audit.models import Entry
from sinergi.understanding.models import Label
from sinergi.understanding.tests.conftest import read_all
from tests.api.conftest import Program, World


def understood(program: Program, world: World) -> dict[str, dict[str, object]]:
    told = program.get(world.path("/conversations/{pk}")).json()["understood"]
    return {one["head"]: one for one in told}


def test_a_conversation_shows_what_was_understood(as_ayu: Program, world: World) -> None:
    assert understood(as_ayu, world) == {}
    read_all()
    found = understood(as_ayu, world)
    assert {"topic", "kind", "urgency", "place"} <= set(found)
    assert (found["kind"]["label"], found["kind"]["said_by"]) == ("question", "")


def test_a_correction_counts_before_any_decision(as_ayu: Program, world: World) -> None:
    path, body = world.path("/conversations/{pk}/labels"), {"head": "kind", "label": "praise"}
    assert as_ayu.post(path, body).status_code == 200
    found = understood(as_ayu, world)["kind"]
    assert (found["label"], found["said_by"]) == ("praise", "Ayu")


def test_a_label_the_head_does_not_know_is_refused(as_ayu: Program, world: World) -> None:
    path = world.path("/conversations/{pk}/labels")
    answer = as_ayu.post(path, {"head": "kind", "label": "nonsense"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:sinergi:problem:refused")
    assert as_ayu.post(path, {"head": "mood", "label": "x"}).status_code == 422
    assert not Label.objects.exists()


def test_an_approver_may_not_label(as_budi: Program, world: World) -> None:
    path = world.path("/conversations/{pk}/labels")
    assert as_budi.post(path, {"head": "kind", "label": "praise"}).status_code == 403


def test_the_same_label_with_the_same_key_is_kept_once(as_ayu: Program, world: World) -> None:
    path, body = world.path("/conversations/{pk}/labels"), {"head": "topic", "label": "roads"}
    as_ayu.post(path, body, key="satu")
    again = as_ayu.post(path, body, key="satu")
    assert again["Idempotent-Replayed"] == "true"
    assert Entry.objects.filter(verb="text.labelled").count() == 1
