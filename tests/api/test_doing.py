"""Approve, settle, answer, look: by API."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from sinergi.conftest import person
from sinergi.networks.models import Account, Attempt, Delivery, Withdrawal
from sinergi.publishing.models import Correction, Post
from sinergi.units.models import Role, Unit
from tests.api.conftest import Program, World, in_a_month, program_of


def test_the_waiting_request_is_approved_for_a_time(as_budi: Program, world: World) -> None:
    waiting = as_budi.get("/approvals").json()["items"]
    assert [item["id"] for item in waiting] == [world.ids["approvals"]]
    assert waiting[0]["asked"][0]["text"] == "Layanan Sabtu tetap buka"
    due = in_a_month()
    done = as_budi.post(world.path("/approvals/{pk}/approve"), {"due": due})
    assert done.json()["state"] == "approved"
    assert done.json()["due"] == due
    assert done.json()["decided_by"]["name"] == "Budi"
    assert as_budi.get("/approvals").json()["items"] == []
    assert as_budi.get(world.path("/posts/{pk}")).json()["state"] == "scheduled"


def test_a_time_that_has_passed_is_refused(as_budi: Program, world: World) -> None:
    path = world.path("/approvals/{pk}/approve")
    answer = as_budi.post(path, {"due": "2020-01-01T08:00:00+07:00"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:sinergi:problem:refused")
    assert as_budi.post(path, {"due": None}).status_code == 200


def test_nobody_approves_their_own(tree: dict[str, Unit], ayu_account: Account) -> None:
    dewi = program_of(person("dewi", "Dewi", tree["cibinong"], Role.COORDINATOR))
    targets = [{"account": ayu_account.pk}]
    body = {"unit": tree["cibinong"].pk, "text": "Halo", "targets": targets}
    made = dewi.post("/posts", body).json()
    asked = dewi.post(f"/posts/{made['id']}/approvals", {}).json()
    answer = dewi.post(f"/approvals/{asked['id']}/approve", {})
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:sinergi:problem:forbidden"
    assert dewi.get("/approvals").json()["items"] == []


def test_a_writer_without_the_right_cannot_approve(as_ayu: Program, world: World) -> None:
    assert as_ayu.post(world.path("/approvals/{pk}/approve"), {}).status_code == 403
    assert as_ayu.get(world.path("/approvals/{pk}")).json()["state"] == "waiting"


def test_a_post_is_sent_back_with_a_reason(as_budi: Program, world: World) -> None:
    path = world.path("/approvals/{pk}/send-back")
    assert as_budi.post(path, {"reason": ""}).status_code == 422
    assert as_budi.post(path, {"reason": "Sebut jamnya"}).json()["reason"] == "Sebut jamnya"
    assert as_budi.post(path, {"reason": "Sebut jamnya"}).status_code == 422


def test_a_failed_delivery_goes_out_again(as_ayu: Program, world: World) -> None:
    Attempt.objects.create(
        delivery=world.failed, number=1, started=world.failed.due, outcome="Refused"
    )
    shown = as_ayu.get(world.path("/deliveries/{pk}")).json()
    assert (shown["state"], shown["tries"][0]["outcome"]) == ("failed", "Refused")
    path = world.path("/deliveries/{pk}/retry")
    assert as_ayu.post(path).json()["state"] == "waiting"
    assert as_ayu.post(path).status_code == 422
    assert as_ayu.get(f"/posts/{shown['post']}").json()["state"] == "scheduled"


def test_an_unsure_delivery_is_settled_by_whoever_looked(as_ayu: Program, world: World) -> None:
    Delivery.objects.update(state=Delivery.State.UNSURE)
    path = world.path("/deliveries/{pk}/settle")
    for wrong in (
        {"sent": True, "url": "javascript:alert(1)"},
        {"sent": False, "url": "https://a.id"},
    ):
        assert as_ayu.post(path, wrong).status_code == 422
    settled = as_ayu.post(path, {"sent": True, "url": "https://latihan.example/1"}).json()
    assert (settled["state"], settled["url"]) == ("sent", "https://latihan.example/1")
    assert Post.objects.get(pk=settled["post"]).state == "published"
    assert as_ayu.post(path, {"sent": False}).status_code == 422


def test_what_was_published_by_hand_is_said_with_its_link(as_ayu: Program, world: World) -> None:
    path = world.path("/deliveries/{pk}/published")
    link = {"url": "https://latihan.example/1"}
    assert as_ayu.post(path, link).status_code == 422
    Delivery.objects.update(state=Delivery.State.BY_HAND)
    assert as_ayu.post(path, {"url": "javascript:alert(1)"}).status_code == 422
    done = as_ayu.post(path, link).json()
    assert (done["state"], done["url"]) == ("sent", link["url"])


def test_deliveries_are_listed_of_all_and_of_a_post(as_ayu: Program, world: World) -> None:
    every = as_ayu.get("/deliveries", state="failed").json()["items"]
    assert [item["id"] for item in every] == [world.failed.pk]
    of_post = as_ayu.get(f"/posts/{every[0]['post']}/deliveries").json()["items"]
    assert of_post == every
    assert as_ayu.get(world.path("/posts/{pk}/deliveries")).json()["items"] == []
    assert as_ayu.get("/deliveries", state="sent").json()["items"] == []


def test_a_question_is_answered_assigned_noted_and_done(as_ayu: Program, world: World) -> None:
    path = world.path("/conversations/{pk}")
    waiting = as_ayu.get("/conversations", tab="waiting").json()["items"]
    assert [item["id"] for item in waiting] == [world.conversation.pk]
    seen = as_ayu.get(path).json()["messages"][-1]["id"]
    answer = as_ayu.post(f"{path}/replies", {"text": "Sampai jam 12.", "seen": seen})
    assert answer.status_code == 201, answer.content
    assert (answer.json()["direction"], answer.json()["state"]) == ("out", "waiting")
    delivery = as_ayu.get(f"/deliveries/{answer.json()['delivery']}").json()
    assert (delivery["kind"], delivery["conversation"]) == ("reply", world.conversation.pk)
    assert as_ayu.post(f"{path}/notes", {"text": "Cek jadwal"}).json()["author"]["name"] == "Ayu"
    assert as_ayu.post(f"{path}/assign", {"to": None}).json()["assigned_to"] is None
    assert as_ayu.post(f"{path}/finish").json()["state"] == "done"
    shown = as_ayu.post(f"{path}/reopen").json()
    assert shown["state"] == "reopened"
    assert [note["text"] for note in shown["notes"]] == ["Cek jadwal"]
    assert [message["text"] for message in shown["messages"]][-1] == "Sampai jam 12."


def test_whoever_may_only_see_does_not_answer(as_budi: Program, world: World) -> None:
    path = world.path("/conversations/{pk}/replies")
    assert as_budi.post(path, {"text": "Halo"}).status_code == 403


def test_an_account_tells_what_it_can_and_how_it_is(as_ayu: Program, world: World) -> None:
    shown = as_ayu.get(world.path("/accounts/{pk}")).json()
    assert shown["can"] == ["like", "listen", "measure", "publish", "remove", "reply"]
    assert shown["limit"] > 0
    assert as_ayu.get("/accounts").json()["items"] == [shown]
    assert as_ayu.get(world.path("/accounts/{pk}/health")).json()["well"] is True
    assert "rahasia-uji" not in str(shown)


def test_an_office_tells_its_names_hours_and_your_rights(
    as_ayu: Program, tree: dict[str, Unit]
) -> None:
    shown = as_ayu.get(f"/units/{tree['cibinong'].pk}").json()
    assert shown["parent"] == tree["regency"].pk
    assert "post.write" in shown["may"]
    assert as_ayu.get(f"/units/{tree['ciomas'].pk}").json()["may"] == []
    assert shown["hours"]["mon"][0] == ["07:30", "12:00"]
    codes, cursor = [], ""
    while True:
        page = as_ayu.get("/units", limit=3, cursor=cursor).json()
        codes += [unit["code"] for unit in page["items"]]
        if not page["next"]:
            break
        cursor = page["next"]
    assert codes == ["32.01", "diskominfo", "32.01.01", "32.01.29"]


@pytest.fixture
def auditor(tree: dict[str, Unit]) -> Program:
    return program_of(person("eka", "Eka", tree["regency"], Role.AUDITOR))


def test_an_auditor_reads_and_proves_the_log(auditor: Program, world: World) -> None:
    wanted = {"object_type": "publishing.post", "object_id": str(world.post.pk)}
    found = auditor.get("/audit", **wanted).json()["items"]
    assert [entry["verb"] for entry in found] == ["post.approval_asked", "post.written"]
    assert found[0]["actor"]["name"] == "Ayu"
    proof = auditor.get("/audit/proof").json()
    assert proof["broken"] == ""
    assert proof["last"] == auditor.get("/audit", limit=1).json()["items"][0]["hash"]
    first = auditor.get("/audit", limit=1).json()
    assert auditor.get("/audit", limit=1, cursor=first["next"]).json()["items"] != first["items"]


def test_what_is_done_here_is_logged_as_done_by_api(
    as_ayu: Program, auditor: Program, tree: dict[str, Unit]
) -> None:
    as_ayu.post("/posts", {"unit": tree["cibinong"].pk, "text": "Halo"})
    entry = auditor.get("/audit", limit=1).json()["items"][0]
    assert (entry["verb"], entry["door"], entry["unit"]) == (
        "post.written", "api", tree["cibinong"].pk,
    )  # fmt: skip
    assert date.fromisoformat(entry["at"][:10])


def test_the_log_is_not_for_those_without_the_right(as_ayu: Program) -> None:
    assert as_ayu.get("/audit").status_code == 403
    assert as_ayu.get("/audit/proof").status_code == 403


def test_what_is_out_is_taken_down_with_a_reason(as_ayu: Program, world: World) -> None:
    path = world.path("/deliveries/{pk}/withdrawal")
    assert as_ayu.post(path, {"reason": "Salah"}).status_code == 422  # it is not out
    assert as_ayu.post(f"{path}/done").status_code == 422
    out = Delivery.objects.filter(pk=world.failed.pk)
    out.update(state="sent", sent_at=timezone.now(), remote_id="p1")
    assert as_ayu.post(path, {"reason": " "}).status_code == 422
    told = as_ayu.post(path, {"reason": "Jamnya salah"}).json()
    assert (told["state"], told["reason"], told["gone_at"]) == ("asked", "Jamnya salah", None)
    Withdrawal.objects.update(state="unsure", next_at=None)
    assert as_ayu.post(f"{path}/done").json()["state"] == "gone"


def test_what_is_out_is_put_right_by_a_draft(as_ayu: Program, world: World) -> None:
    out = Delivery.objects.filter(pk=world.failed.pk)
    out.update(state="sent", sent_at=timezone.now(), remote_id="p1")
    post = world.failed.target.post_id
    path = f"/posts/{post}/corrections"
    assert as_ayu.post(path, {"reason": ""}).status_code == 422
    made = as_ayu.post(path, {"reason": "Jamnya salah"})
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    assert Correction.objects.get().of_id == post
