"""Terms, incidents and one citizen's data by API: as on the screen, and no name is left behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.inbox.models import CitizenRequest, Conversation, Incident, Keeping, KeepingBegun
from sinergi.units.models import Role, Unit
from sinergi.web.models import IdempotencyRecord
from tests.api.conftest import Json, Program, World, program_of

Tree = dict[str, Unit]


@pytest.fixture
def rani(tree: Tree) -> Program:
    """A script of who coordinates the regency."""
    return program_of(person("rani", "Rani", tree["regency"], Role.COORDINATOR))


def wish(world: World) -> Json:
    return {
        "network": world.account.network,
        "handle": world.conversation.handle,
        "asked_by": "Warga sendiri",
        "basis": "Surat 12/2026, KTP ditunjukkan",
    }


SAID: Json = {
    "title": "Berkas terkirim ke orang lain",
    "data": "Nama dan NIK dua warga",
    "how": "Salah alamat surel",
}


def test_a_term_is_set_looked_at_and_begun(rani: Program, world: World, tree: Tree) -> None:
    path = f"/units/{tree['regency'].pk}/keeping"
    shipped = rani.get(path).json()
    assert {line["status"] for line in shipped["items"]} == {"proposal"}
    assert shipped["begun"] is None
    body = {"matter": "question", "days": 90, "status": "law", "basis": "Perbup 1/2026, pasal 4"}
    answer = rani.put(path, body)
    assert answer.status_code == 200, answer.content
    line = next(one for one in answer.json()["items"] if one["matter"] == "question")
    assert (line["days"], line["basis"]) == (90, "Perbup 1/2026, pasal 4")
    assert line["set_by"]["id"] == tree["regency"].pk
    stale = rani.post(f"{path}/begin", {"seen": shipped["seen"]})
    assert (stale.status_code, KeepingBegun.objects.count()) == (422, 0)
    begun = rani.post(f"{path}/begin", {"seen": answer.json()["seen"]}).json()
    assert begun["begun"]["by"]["name"] == "Rani"
    assert rani.post(f"{path}/stop").json()["begun"] is None
    assert rani.post(f"{path}/drop", {"matter": "question"}).status_code == 200
    assert not Keeping.objects.exists()


def test_the_dry_run_says_what_would_go_and_nothing_goes(
    rani: Program, world: World, tree: Tree
) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    Conversation.objects.update(open=False, state="done", matter="question", last_at=long_ago)
    world.conversation.steps.update(at=long_ago)
    found = rani.get(f"/units/{tree['cibinong'].pk}/keeping").json()
    assert found["would_go"] == [{"matter": "question", "conversations": 1, "messages": 1}]
    world.conversation.refresh_from_db()
    assert world.conversation.emptied_at is None


@pytest.mark.parametrize(
    "wrong",
    [{"days": 29}, {"days": 40_000}, {"days": "90"}, {"status": "law"}, {"matter": "lain"}],
)
def test_a_term_that_cannot_be_is_refused(rani: Program, tree: Tree, wrong: dict[str, Any]) -> None:
    body = {"matter": "question", "days": 90} | wrong
    assert rani.put(f"/units/{tree['regency'].pk}/keeping", body).status_code == 422
    assert not Keeping.objects.exists()


def test_an_incident_is_written_down_told_and_closed(as_ayu: Program, world: World) -> None:
    body = SAID | {"unit": world.account.unit_id, "conversation": world.conversation.pk}
    made = as_ayu.post("/incidents", body, key="satu")
    assert made.status_code == 201, made.content
    assert as_ayu.post("/incidents", body, key="satu").json() == made.json()
    assert Incident.objects.count() == 1
    path = f"/incidents/{made.json()['id']}"
    assert made.json()["notice_due_at"] is not None
    assert "Nama dan NIK" in made.json()["notice_to_people"]
    assert as_ayu.post(f"{path}/close", {"outcome": "Selesai"}).status_code == 422
    corrected = as_ayu.put(path, SAID | {"people": 2}).json()
    assert corrected["people"] == 2
    assert as_ayu.post(f"{path}/steps", {"step": "report"}).status_code == 200
    assert as_ayu.post(f"{path}/steps", {"step": "people"}).status_code == 422
    for step in ("people", "agency"):
        told = as_ayu.post(f"{path}/steps", {"step": step, "how": "Surat 5/2026"})
        assert told.status_code == 200, told.content
    closed = as_ayu.post(f"{path}/close", {"outcome": "Alamat diperbaiki"}).json()
    assert closed["closed_at"]
    assert closed["due_at"] is None
    assert [one["id"] for one in as_ayu.get("/incidents").json()["items"]] == [closed["id"]]


def test_a_citizens_copy_is_handed_out_and_left_nowhere(rani: Program, world: World) -> None:
    look = rani.post("/citizens/look", {k: wish(world)[k] for k in ("network", "handle")})
    assert look.json() == {"conversations": 1, "messages": 1}
    copy = rani.post("/citizens/export", wish(world), key="satu")
    assert copy.status_code == 200, copy.content
    (talk,) = copy.json()["conversations"]
    assert talk["messages"][0]["text"] == "Sabtu buka jam berapa?"
    assert not IdempotencyRecord.objects.exists()
    kept = CitizenRequest.objects.get()
    assert world.conversation.handle not in f"{kept.who} {kept.fingerprint}"
    told = " ".join(str(entry.data) for entry in Entry.objects.all())
    assert world.conversation.handle not in told


def test_a_citizens_data_is_deleted_once_and_knowingly(rani: Program, world: World) -> None:
    asked = wish(world)
    assert rani.post("/citizens/delete", asked | {"sure": False}).status_code == 422
    world.conversation.refresh_from_db()
    assert world.conversation.emptied_at is None
    body = asked | {"sure": True}
    gone = rani.post("/citizens/delete", body, key="satu")
    assert gone.status_code == 200, gone.content
    assert rani.post("/citizens/delete", body, key="satu").json() == gone.json()
    world.conversation.refresh_from_db()
    assert world.conversation.emptied_at is not None
    listed = rani.get("/citizens/requests").json()["items"]
    assert [one["kind"] for one in listed] == ["delete"]
    assert rani.post("/citizens/export", asked).status_code == 422


def test_who_keeps_no_privacy_asks_for_nobodys_data(
    as_ayu: Program, as_budi: Program, as_citra: Program, world: World
) -> None:
    for program in (as_ayu, as_budi, as_citra):
        pair = {k: wish(world)[k] for k in ("network", "handle")}
        assert program.post("/citizens/look", pair).status_code == 403
        assert program.post("/citizens/export", wish(world)).status_code == 403
        assert program.post("/citizens/delete", wish(world) | {"sure": True}).status_code == 403
    assert not CitizenRequest.objects.exists()


def test_citra_who_keeps_privacy_elsewhere_finds_nobody_of_ayus(
    world: World, tree: Tree, citra: object
) -> None:
    other = program_of(person("dini", "Dini", tree["ciomas"], Role.COORDINATOR))
    pair = {k: wish(world)[k] for k in ("network", "handle")}
    assert other.post("/citizens/look", pair).json() == {"conversations": 0, "messages": 0}
    assert other.post("/citizens/export", wish(world)).status_code == 422
    assert other.post("/citizens/delete", wish(world) | {"sure": True}).status_code == 422
    world.conversation.refresh_from_db()
    assert world.conversation.emptied_at is None
    assert other.get(f"/units/{tree['cibinong'].pk}/keeping").status_code == 404
    body = SAID | {"unit": tree["cibinong"].pk}
    assert other.post("/incidents", body).status_code == 403
    told = SAID | {"unit": tree["ciomas"].pk, "conversation": world.conversation.pk}
    assert other.post("/incidents", told).status_code == 404
    assert not Incident.objects.exists()
