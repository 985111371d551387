"""Cases, hand-overs and figures by API."""

from __future__ import annotations

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from sinergi.conftest import person
from sinergi.inbox import hearing
from sinergi.inbox.cases import answering
from sinergi.inbox.models import Case, Conversation
from sinergi.units.models import Role, Unit
from tests.api.conftest import Program, World, asking, program_of

TALK = "/conversations/{pk}"


@pytest.fixture
def other(world: World) -> Conversation:
    """A second voice."""
    with transaction.atomic():
        found = hearing.take(world.account, [asking("Sabtu buka?", "warga-2")])
    return found[0].conversation


def test_many_voices_get_one_text_once(as_ayu: Program, world: World, other: Conversation) -> None:
    body = {"title": "Jam hari Sabtu", "others": [other.pk]}
    made = as_ayu.post(world.path(f"{TALK}/case"), body)
    assert made.status_code == 201, made.content
    assert made.json()["conversations"] == [world.conversation.pk, other.pk]
    path = f"/cases/{made.json()['id']}"
    asked = as_ayu.post(f"{path}/answers", {"text": "Sabtu buka pukul 08.00."})
    assert (asked.status_code, asked.json()["waiting"]) == (201, 2)
    answering.carry_out(asked.json()["id"])
    (answer,) = as_ayu.get(path).json()["answers"]
    assert (answer["sent"], answer["waiting"], answer["problems"]) == (2, 0, [])
    assert as_ayu.post(f"{path}/answers", {"text": "Lagi"}).status_code == 422
    assert as_ayu.post(f"{path}/close", {"threads": True}).json()["closed_at"] is not None
    assert set(Conversation.objects.values_list("state", flat=True)) == {"done"}
    assert as_ayu.post(f"{path}/close", {}).status_code == 422


def test_a_voice_joins_and_leaves(as_ayu: Program, world: World, other: Conversation) -> None:
    body = {"title": "Sabtu"}
    case = as_ayu.post(world.path(f"{TALK}/case"), body).json()["id"]
    path = f"/conversations/{other.pk}"
    assert as_ayu.post(f"{path}/join", {"case": case}).json()["case"]["name"] == "Sabtu"
    assert as_ayu.get(f"{path}/alike").json()["case"]["id"] == case
    assert as_ayu.post(f"{path}/leave").json()["case"] is None
    assert as_ayu.get("/cases").json()["items"][0]["title"] == "Sabtu"


def test_a_case_takes_nothing_of_another_office(
    as_ayu: Program, as_citra: Program, world: World, tree: dict[str, Unit]
) -> None:
    Conversation.objects.update(unit=tree["ciomas"])
    body = {"title": "Sabtu"}
    path = world.path(f"{TALK}/case")
    assert as_ayu.post(path, body).status_code == 404
    case = as_citra.post(path, body).json()["id"]
    assert as_ayu.get(f"/cases/{case}").status_code == 404
    assert Case.objects.count() == 1


def test_a_request_goes_to_the_ppid_and_its_end_is_told(as_ayu: Program, world: World) -> None:
    path = world.path(f"{TALK}/handings")
    assert as_ayu.post(path, {"service": "pos"}).status_code == 422
    made = as_ayu.post(path, {"service": "ppid"}).json()
    assert (made["state"], made["citizen"]) == ("prepared", "")
    assert as_ayu.post(path, {"service": "ppid"}).status_code == 422, "it is there already"
    assert "Sabtu buka jam berapa?" in as_ayu.get(path).json()["text"]
    assert len(as_ayu.get("/handings", awaited=True).json()["items"]) == 1
    at = f"/handings/{made['id']}"
    assert as_ayu.post(f"{at}/tell", {"state": "done", "outcome": "Diberi"}).status_code == 422
    filed = as_ayu.post(f"{at}/number", {"number": "PPID-7"}).json()
    assert (filed["state"], filed["due_at"] > filed["filed_at"]) == ("filed", True)
    assert "PPID-7" in filed["citizen"]
    later = as_ayu.post(f"{at}/extend", {"reason": "Berkas di arsip"}).json()
    assert later["due_at"] > filed["due_at"]
    assert as_ayu.post(f"{at}/extend", {"reason": "Lagi"}).status_code == 422
    assert as_ayu.post(f"{at}/tell", {"state": "done"}).status_code == 422, "what came of it?"
    done = as_ayu.post(f"{at}/tell", {"state": "done", "outcome": "Salinan diberi"}).json()
    assert (done["state"], done["outcome"]) == ("done", "Salinan diberi")
    assert as_ayu.get("/handings", awaited=True).json()["items"] == []
    assert as_ayu.get(at).json() == as_ayu.get("/handings").json()["items"][0]


def test_what_112_was_told_is_kept(as_ayu: Program, as_budi: Program, world: World) -> None:
    path = world.path(f"{TALK}/handings")
    assert as_ayu.post(path, {"service": "112"}).status_code == 422
    body = {"service": "112", "told": "Operator 7: banjir di Cibinong"}
    assert as_budi.post(path, body).status_code == 403
    assert as_ayu.post(path, body).json()["told"] == "Operator 7: banjir di Cibinong"


def test_the_figures_count_what_came_and_was_answered(as_ayu: Program, world: World) -> None:
    before = as_ayu.get("/figures").json()
    assert (before["came"], before["unanswered"], before["whole"]["first"]["n"]) == (1, 1, 0)
    assert before["whole"]["first"]["middle"] is None
    as_ayu.post(world.path(f"{TALK}/replies"), {"text": "Sampai jam 12."})
    after = as_ayu.get("/figures", days=7, per="network").json()
    assert (after["unanswered"], after["items"][0]["first"]["n"]) == (0, 1)
    assert after["accuracy"]["percent"] is None
    assert as_ayu.get("/figures", per="moon").status_code == 422


def test_an_answer_is_judged_by_another(
    as_budi: Program, as_ayu: Program, world: World, tree: dict[str, Unit]
) -> None:
    path = world.path("/judgements/{pk}/verdict")
    (drawn,) = as_budi.get("/judgements").json()["items"]
    assert (drawn["asked"], drawn["text"]) == ("Sabtu buka jam berapa?", "Buka pukul 08.00.")
    assert as_ayu.post(path, {"verdict": "right"}).status_code == 403
    assert as_budi.post(path, {"verdict": "wrong"}).status_code == 422, "what was wrong?"
    assert as_budi.post(path, {"verdict": "right"}).json()["verdict"] == "right"
    assert as_budi.post(path, {"verdict": "right"}).status_code == 422
    dewi = program_of(person("dewi", "Dewi", tree["regency"], Role.COORDINATOR))
    assert dewi.get("/judgements").json()["items"] == []
    assert dewi.get("/figures").json()["accuracy"]["right"] == 1


def test_a_job_in_redis_is_begun_when_what_it_is_for_is_there(
    as_ayu: Program,
    world: World,
    other: Conversation,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """With a key all is one transaction, in which a worker of Redis would find nothing to do."""
    made = as_ayu.post(world.path(f"{TALK}/case"), {"title": "Jam", "others": [other.pk]}).json()
    settings.JOBS_IN_REDIS = True
    with django_capture_on_commit_callbacks(execute=True):
        asked = {"text": "Sabtu buka pukul 08.00."}
        as_ayu.post(f"/cases/{made['id']}/answers", asked, key="jawaban-1")
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.count() == 1
