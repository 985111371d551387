"""Approval by several, remarks, emergencies and holds, as programs see them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.models import EIGHT, Approval, Comment, Hold, Policy, Review
from sinergi.units.models import Role, Unit
from tests.api.conftest import Json, Program, World, in_a_month, program_of


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def as_dewi(dewi: User) -> Program:
    return program_of(dewi)


def steps_of(as_who: Program, pk: int) -> list[tuple[list[str], str]]:
    told = as_who.get(f"/approvals/{pk}/standing").json()
    return [(step["who"], step["state"]) for step in told["steps"]]


def test_a_request_takes_the_steps_of_a_policy(
    world: World, as_ayu: Program, as_budi: Program, as_dewi: Program
) -> None:
    office, asked = world.account.unit_id, world.id_of("approvals")
    body = {"steps": [{"roles": ["approver"]}, {"people": ["dewi"]}], "basis": "SK 1"}
    assert as_budi.put(f"/units/{office}/policies", body).status_code == 403
    answer = as_dewi.put(f"/units/{office}/policies", body)
    assert answer.status_code == 200, answer.content
    (policy,) = answer.json()["items"]
    assert policy["steps"][1]["people"][0]["name"] == "Dewi"
    assert [state for _, state in steps_of(as_ayu, asked)] == ["now", "later"]
    assert as_dewi.post(f"/approvals/{asked}/approve", {}).status_code == 403
    signed = as_budi.post(f"/approvals/{asked}/approve", {}).json()
    assert signed["state"] == "waiting"
    assert [item["id"] for item in as_dewi.get("/approvals").json()["items"]] == [asked]
    assert as_budi.get("/approvals").json()["items"] == []
    done = as_dewi.post(f"/approvals/{asked}/approve", {"due": in_a_month()}).json()
    assert done["state"] == "approved"
    told = as_ayu.get(f"/approvals/{asked}/standing").json()
    assert [row["by"]["name"] for row in told["signatures"]] == ["Budi", "Dewi"]
    assert told["missing"] == 0
    dropped = as_dewi.ask("DELETE", f"/policies/{policy['id']}")
    assert dropped.json() == {"items": []}


def test_a_policy_for_a_label_asks_for_more_and_never_for_less(
    as_ayu: Program, as_dewi: Program, ayu_account: Account
) -> None:
    office = ayu_account.unit_id
    made = as_ayu.post(
        "/posts",
        {
            "unit": office,
            "text": "Posyandu buka Sabtu",
            "targets": [{"account": ayu_account.pk}],
            "labels": ["#Stunting"],
        },
    ).json()
    assert made["labels"] == ["stunting"]
    assert (
        as_dewi.put(f"/units/{office}/policies", {"label": "x", "nobody": True}).status_code == 422
    )
    body = {"label": "Stunting", "steps": [{"roles": ["approver"]}, {"people": ["dewi"]}]}
    (policy,) = as_dewi.put(f"/units/{office}/policies", body).json()["items"]
    assert policy["label"] == "stunting"
    asked = as_ayu.post(f"/posts/{made['id']}/approvals", {}).json()
    assert [state for _, state in steps_of(as_ayu, asked["id"])] == ["now", "later"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"steps": [{}]}, 422),
        ({"steps": [{"roles": ["leader"]}]}, 422),
        ({"steps": [{"people": ["nobody"]}]}, 404),
        ({"nobody": 1}, 422),
        ({"nobody": True, "kind": "immediate"}, 422),
        ({"hours": 0}, 422),
        ({"surprise": 1}, 422),
    ],
)
def test_a_policy_that_cannot_be_is_refused(
    body: Json, status: int, as_dewi: Program, tree: dict[str, Unit]
) -> None:
    answer = as_dewi.put(f"/units/{tree['cibinong'].pk}/policies", body)
    assert answer.status_code == status, answer.content
    assert not Policy.objects.exists()


def test_a_remark_is_made_and_dealt_with(
    world: World, as_ayu: Program, as_budi: Program, ayu_account: Account
) -> None:
    asked = world.id_of("approvals")
    body = {"account": ayu_account.pk, "start": 8, "end": 13, "text": "Jam berapa?"}
    wrong = as_ayu.post(f"/approvals/{asked}/comments", {**body, "end": 500})
    assert wrong.status_code == 422
    made = as_ayu.post(f"/approvals/{asked}/comments", body)
    assert made.status_code == 201, made.content
    assert made.json()["quote"] == "Sabtu"
    assert len(as_budi.get(f"/approvals/{asked}/comments").json()["items"]) == 1
    done = as_ayu.post(f"/comments/{Comment.objects.get().pk}/resolve")
    assert done.json()["resolved_by"]["name"] == "Ayu"
    again = as_ayu.post(f"/comments/{Comment.objects.get().pk}/reopen")
    assert (again.json()["resolved_by"], again.json()["resolved_at"]) == (None, None)


def test_immediate_information_goes_out_at_once_and_is_reviewed(
    as_ayu: Program, as_budi: Program, as_dewi: Program, ayu_account: Account
) -> None:
    office = ayu_account.unit_id
    body = {"unit": office, "text": "", "targets": [{"account": ayu_account.pk}]}
    pk = as_ayu.post("/posts", body).json()["id"]
    said = as_ayu.put(f"/posts/{pk}/eight", dict.fromkeys(EIGHT, "Longsor di jalan raya"))
    assert said.status_code == 200, said.content
    assert said.json()["kind"] == "immediate"
    assert said.json()["text"]
    refused = as_ayu.post(f"/posts/{pk}/approvals", {"at_once": True})
    assert refused.status_code == 422
    as_dewi.put(f"/units/{office}/policies", {"kind": "immediate", "review_hours": 2})
    asked = as_ayu.post(f"/posts/{pk}/approvals", {"at_once": True}).json()
    assert (asked["lane"], asked["state"], asked["decided_by"]) == ("after", "approved", None)
    look = f"/approvals/{asked['id']}/review"
    assert as_ayu.post(look, {"finding": "right"}).status_code == 403
    assert as_budi.post(look, {"finding": "right"}).status_code == 200
    assert Review.objects.get().finding == "right"


def test_an_ordinary_request_has_nothing_to_look_at(world: World, as_budi: Program) -> None:
    look = f"/approvals/{world.id_of('approvals')}/review"
    assert as_budi.post(look, {"finding": "right"}).status_code == 422


def test_an_office_is_held_and_released(
    world: World, as_ayu: Program, as_budi: Program, as_citra: Program
) -> None:
    office = world.account.unit_id
    assert as_ayu.post(f"/units/{office}/holds", {"reason": "mourning"}).status_code == 403
    assert as_citra.post(f"/units/{office}/holds", {"reason": "mourning"}).status_code == 404
    made = as_budi.post(f"/units/{office}/holds", {"reason": "mourning"})
    assert made.status_code == 201, made.content
    again = as_budi.post(f"/units/{office}/holds", {"reason": "mourning"})
    assert again.status_code == 422
    assert [item["id"] for item in as_ayu.get("/holds").json()["items"]] == [made.json()["id"]]
    ended = as_budi.post(f"/holds/{made.json()['id']}/end")
    assert ended.json()["ended_by"]["name"] == "Budi"
    assert as_ayu.get("/holds").json()["items"] == []
    assert Hold.objects.count() == 1
    nothing = as_budi.post(f"/posts/{world.post.pk}/release", {"do": "now"})
    assert nothing.status_code == 422
    assert as_budi.get("/held").json()["items"] == []


def test_a_deputy_is_named_and_dropped(as_budi: Program, dewi: User, citra: User) -> None:
    day = timezone.localdate().isoformat()
    body = {"user": "budi", "deputy": "dewi", "first": day, "last": day}
    assert as_budi.post("/absences", {**body, "user": "citra"}).status_code == 404
    made = as_budi.post("/absences", body)
    assert made.status_code == 201, made.content
    assert as_budi.get("/absences").json()["items"] == [made.json()]
    assert as_budi.ask("DELETE", f"/absences/{made.json()['id']}").json() == {"items": []}


def test_posts_are_listed_by_kind(world: World, as_ayu: Program) -> None:
    told = as_ayu.put(f"/posts/{world.post.pk}/kind", {"kind": "campaign"})
    assert told.status_code == 200, told.content
    assert Approval.objects.get(post=world.post).state == "withdrawn"
    found = as_ayu.get("/posts", kind="campaign").json()["items"]
    assert [item["id"] for item in found] == [world.post.pk]
    assert as_ayu.get("/posts", kind="ceremony").json()["items"] == []
