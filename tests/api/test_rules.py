"""Rules of the desk, ready answers and evidence, kept by a program as by a person."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from sinergi.conftest import person
from sinergi.inbox.models import Evidence, OutsideText, RoutingRule, SensitiveRule
from sinergi.people.models import User
from sinergi.units.models import ElectionPhase, Role, Unit
from tests.api.conftest import Program, World, program_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rani(tree: dict[str, Unit]) -> Program:
    """A script of who coordinates the regency."""
    return program_of(person("rani", "Rani", tree["regency"], Role.COORDINATOR))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


def brings(program: Program, path: str, *, key: str = "", **given: Any) -> Any:
    """Let a program send a form with files."""
    headers = {"Authorization": f"Bearer {program.token}"}
    if key:
        headers["Idempotency-Key"] = key
    return Client().post(f"/api/v1{path}", given, headers=headers)


def test_a_rule_is_made_once_and_switched_off(
    rani: Program, world: World, tree: dict[str, Unit]
) -> None:
    body = {"title": "Air", "words": "pdam, air mati", "target": tree["ciomas"].pk}
    path = f"/units/{tree['cibinong'].pk}/routing"
    made = rani.post(path, body, key="satu")
    assert made.status_code == 201, made.content
    assert rani.post(path, body, key="satu").json() == made.json()
    rule = RoutingRule.objects.get()
    assert (rule.target, rule.automatic, rule.on) == (tree["ciomas"], False, True)
    answer = rani.post(f"/routing/{rule.pk}/switch", {"on": False})
    assert [one["on"] for one in answer.json()["items"]] == [False]


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"words": " , ,"},
        {"topic": "bukan-topik"},
        {"matter": "lain"},
        {"place": "Cibinong"},
        {"title": " "},
        {"order": 0},
    ],
)
def test_what_a_rule_cannot_name_is_refused(
    rani: Program, tree: dict[str, Unit], wrong: dict[str, Any]
) -> None:
    body = {"title": "Air", "words": "air", "target": tree["ciomas"].pk} | wrong
    answer = rani.post(f"/units/{tree['cibinong'].pk}/routing", body)
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    assert not RoutingRule.objects.exists()


def test_a_rule_never_sends_to_where_it_is(rani: Program, tree: dict[str, Unit]) -> None:
    body = {"title": "Air", "words": "air", "target": tree["cibinong"].pk}
    answer = rani.post(f"/units/{tree['cibinong'].pk}/routing", body)
    assert answer.json()["type"] == "urn:sinergi:problem:refused"


def test_answers_in_an_election_wait_for_a_second_person(
    rani: Program, world: World, as_ayu: Program, tree: dict[str, Unit]
) -> None:
    reply = f"/conversations/{world.conversation.pk}/replies"
    regency = tree["regency"].pk
    made = rani.post(f"/units/{regency}/sensitive", {"title": "Pemilu", "in_election": True})
    assert made.status_code == 201, made.content
    today = timezone.localdate()
    phase = {"name": "Masa tenang", "since": f"{today}", "until": f"{today + timedelta(days=2)}"}
    added = rani.post(f"/units/{regency}/phases", phase).json()
    assert added["holds"]
    answer = as_ayu.post(reply, {"text": "Buka pukul 8."})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:sinergi:problem:refused")
    listed = as_ayu.get(f"/units/{tree['cibinong'].pk}/phases").json()["items"]
    assert [one["name"] for one in listed] == ["Masa tenang"]
    assert rani.post(f"/phases/{added['id']}/end").json()["holds"] is False
    assert as_ayu.post(reply, {"text": "Buka pukul 8."}).status_code == 201
    dropped = rani.ask("DELETE", f"/sensitive/{made.json()['id']}")
    assert dropped.json() == {"items": []}
    assert not SensitiveRule.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "2026-13-01"},
        {"since": 20261101},
        {"until": "2026-11-01"},
        {"until": "9999-12-31"},
        {"name": ""},
    ],
)
def test_a_phase_with_impossible_days_is_refused(
    rani: Program, tree: dict[str, Unit], wrong: dict[str, Any]
) -> None:
    body = {"name": "Kampanye", "since": "2026-11-20", "until": "2026-11-29"} | wrong
    assert rani.post(f"/units/{tree['regency'].pk}/phases", body).status_code == 422
    assert not ElectionPhase.objects.exists()


def test_a_phase_is_moved(rani: Program, tree: dict[str, Unit]) -> None:
    body = {"name": "Kampanye", "since": "2028-11-20", "until": "2028-11-29"}
    made = rani.post(f"/units/{tree['regency'].pk}/phases", body).json()
    answer = rani.put(f"/phases/{made['id']}", body | {"until": "2028-12-01"})
    assert answer.json()["until"] == "2028-12-01"


def test_a_ready_answer_is_written_for_a_government(
    rani: Program, as_ayu: Program, world: World, tree: dict[str, Unit]
) -> None:
    path = f"/units/{tree['regency'].pk}/outside"
    body = {"government": "city", "text": "Silakan ke {place}.", "turn_to": "@pemkotbogor"}
    answer = rani.put(path, body)
    assert answer.status_code == 200, answer.content
    assert OutsideText.objects.get().turn_to == "@pemkotbogor"
    below = as_ayu.get(f"/units/{tree['cibinong'].pk}/outside").json()["items"]
    assert "Silakan ke @pemkotbogor." in [one["filled"] for one in below]
    assert as_ayu.put(f"/units/{tree['cibinong'].pk}/outside", body).status_code == 403


def test_a_screenshot_is_brought_once_with_its_fingerprint(as_ayu: Program, world: World) -> None:
    path = f"/claims/{world.id_of('claims')}/evidence"
    for _ in range(2):
        file = SimpleUploadedFile("layar.png", picture(), "image/png")
        answer = brings(
            as_ayu, path, key="satu", file=file, note="Grup RT", seen_at="2026-11-24T09:00:00+07:00"
        )
        assert answer.status_code == 201, answer.content
    kept = Evidence.objects.get()
    assert kept.sha256 == hashlib.sha256(picture()).hexdigest()
    shown = answer.json()["evidence"][0]
    assert (shown["sha256"], shown["screenshot"]) == (kept.sha256, True)
    assert shown["seen_at"] == "2026-11-24T02:00:00Z"


def test_a_link_alone_is_evidence(as_ayu: Program, world: World) -> None:
    path = f"/claims/{world.id_of('claims')}/evidence"
    answer = brings(as_ayu, path, url="https://contoh.example/1")
    assert answer.status_code == 201, answer.content


@pytest.mark.parametrize(
    "given",
    [{}, {"url": "javascript:alert(1)"}, {"seen_at": "kemarin"}, {"url": "x" * 2000}],
)
def test_what_shows_nothing_is_refused(
    as_ayu: Program, world: World, given: dict[str, str]
) -> None:
    path = f"/claims/{world.id_of('claims')}/evidence"
    assert brings(as_ayu, path, **given).status_code == 422
    file = SimpleUploadedFile("layar.png", b"no image", "image/png")
    assert brings(as_ayu, path, file=file).status_code == 422
    assert not Evidence.objects.exists()


def test_who_only_answers_keeps_no_rules(as_ayu: Program, as_budi: Program, world: World) -> None:
    unit = world.account.unit_id
    for program in (as_ayu, as_budi):
        for path, body in (
            (f"/units/{unit}/routing", {"title": "Air", "words": "air", "target": unit}),
            (f"/units/{unit}/sensitive", {"title": "Pemilu", "in_election": True}),
            (f"/units/{unit}/phases", {"name": "X", "since": "2028-01-01", "until": "2028-01-02"}),
        ):
            assert program.post(path, body).status_code == 403
    assert not RoutingRule.objects.exists()


def test_citra_brings_no_evidence_to_ayus_claim(as_citra: Program, world: World) -> None:
    path = f"/claims/{world.id_of('claims')}/evidence"
    file = SimpleUploadedFile("layar.png", picture(), "image/png")
    assert brings(as_citra, path, file=file).status_code == 404
    assert not Evidence.objects.exists()


def test_a_token_without_the_scope_says_no_phase(
    world: World, tree: dict[str, Unit], citra: User
) -> None:
    reader = program_of(citra, scopes=["units:read"])
    body = {"name": "X", "since": "2028-01-01", "until": "2028-01-02"}
    answer = reader.post(f"/units/{tree['ciomas'].pk}/phases", body)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:sinergi:problem:scope")
