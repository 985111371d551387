"""Citra works in another district: nothing of Ayu's exists for her, at any address."""

from __future__ import annotations

import pytest

from sinergi.audit.models import Entry
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.models import Post
from sinergi.units.models import Role, Unit
from tests.api.conftest import Json, Program, World, in_a_month, program_of
from tests.api.described import PATHS

PHASE: Json = {"name": "Kampanye", "since": "2026-11-25", "until": "2026-11-29"}
INCIDENT: Json = {"title": "Berkas salah kirim", "data": "Nama", "how": "Surel"}
#: What Citra would send. An endpoint that is not here has no body.
BODIES: dict[str, Json] = {
    "plan_post": {"at": in_a_month()},
    "duplicate_post": {},
    "put_post_in_campaign": {"campaign": None},
    "add_slots": {"weekdays": [0], "at": "18:30"},
    "end_slot": {"slot": 1},
    "edit_post": {"version": 1, "text": "Diubah"},
    "ask_approval": {},
    "reschedule_post": {"due": in_a_month()},
    "approve": {},
    "send_back": {"reason": "Perbaiki"},
    "remark": {"account": 1, "start": 0, "end": 1, "text": "Apa?"},
    "review": {"finding": "right"},
    "classify_post": {"kind": "service"},
    "say_eight": {},
    "set_policy": {},
    "hold_posts": {"reason": "mourning"},
    "release_post": {"do": "now"},
    "edit_file": {"version": 1, "title": "Lain"},
    "crop_file": {"crops": [{"shape": "square", "x": 1, "y": 1}]},
    "replace_file": {"token": "x"},
    "withdraw_file": {"reason": "Salah"},
    "edit_idea": {"title": "Lain", "seen": "2026-11-29T03:00:00Z"},
    "move_idea": {"do": "pick"},
    "leave_words": {"reason": "Sudah disampaikan"},
    "correct_post": {"reason": "Salah", "in_place": True},
    "withdraw_delivery": {"reason": "Salah"},
    "settle_delivery": {"sent": False},
    "published_by_hand": {"url": "https://latihan.example/1"},
    "reply": {"text": "Halo"},
    "write_note": {"text": "Catatan"},
    "hide_message": {"hidden": True},
    "like_message": {"liked": True},
    "remove_message": {"ground": "spam", "reason": "Iklan judi"},
    "label": {"head": "topic", "label": "roads"},
    "assign": {"to": None},
    "edit_answer": {
        "version": 1,
        "questions": ["Diubah?"],
        "text": "Diubah",
        "source": "x",
        "valid_until": in_a_month()[:10],
    },
    "verify_answer": {"version": 1},
    "withdraw_answer": {"reason": "Salah"},
    "set_matter": {"matter": "complaint"},
    "extend": {"reason": "Berkas di arsip"},
    "ask": {"text": "Sudah selesai?"},
    "confirm": {"solved": True},
    "set_term": {"stage": "first", "amount": 5, "way": "days", "status": "law", "basis": "Perbup"},
    "drop_term": {"stage": "first"},
    "set_ladder": {"ladder": [0, 1, 2, 3]},
    "add_duty": {"user": "ayu", "since": in_a_month(), "until": in_a_month(8)},
    "end_duty": {"duty": 1},
    "switch_spam_hiding": {"hide": True},
    "set_state": {"to": "working"},
    "transfer": {"unit": 1, "reason": "Milik kita"},
    "refuse_transfer": {"reason": "Bukan kita"},
    "decide_transfer": {"unit": 1, "reason": "Milik kita"},
    "declare_outside": {"government": "city"},
    "hold": {},
    "keep_draft": {"text": "Halo"},
    "take_suggestion": {"version": 1},
    "ask_release": {"version": 1},
    "propose_reply": {"text": "Halo"},
    "send_reply_back": {"reason": "Perbaiki"},
    "open_case": {"title": "Banjir"},
    "join_case": {"case": 1},
    "begin_claim": {"unit": 1, "claim": "Bendungan jebol"},
    "mark_claim": {"claim": "Bendungan jebol"},
    "check_claim": {"step": "source", "note": "Akun tanpa nama"},
    "state_claim": {"text": "Sedang kami periksa."},
    "judge_claim": {"finding": "true", "facts": "Utuh", "sources": "Pos"},
    "reopen_claim": {"reason": "Foto lama"},
    "publish_claim": {"url": "https://contoh.example/1"},
    "answer_case": {"text": "Kami periksa."},
    "close_case": {},
    "hand_on": {"service": "lapor"},
    "file_handing": {"number": "1"},
    "extend_handing": {"reason": "Berkas di arsip"},
    "tell_handing": {"state": "working"},
    "add_routing_rule": {"title": "Lampu", "words": "lampu", "target": 1},
    "switch_routing_rule": {"on": False},
    "add_sensitive_rule": {"title": "Pemilu", "in_election": True},
    "keep_outside_text": {"government": "city", "text": "Silakan ke {place}."},
    "set_keeping": {"matter": "question", "days": 90},
    "drop_keeping": {"matter": "question"},
    "begin_keeping": {"seen": "0"},
    "correct_incident": INCIDENT,
    "step_incident": {"step": "report"},
    "close_incident": {"outcome": "Selesai"},
    "add_phase": PHASE,
    "change_phase": PHASE,
    "judge_answer": {"verdict": "right"},
}

#: Offices are known to all colleagues.
OPEN = {"read_unit", "list_phases"}

EVERY = [
    (method.upper(), path, told["operationId"])
    for path, methods in PATHS.items()
    for method, told in methods.items()
]
OF_THINGS = [found for found in EVERY if "{pk}" in found[1] and found[2] not in OPEN]
LISTS = [path for method, path, _ in EVERY if method == "GET" and "{pk}" not in path]


def body_of(name: str, world: World) -> Json | None:
    """Return what is sent to an endpoint; a case in it is one of Ayu's, an office one there is."""
    body = BODIES.get(name)
    if body and "unit" in body:
        body = body | {"unit": Unit.objects.values_list("pk", flat=True).order_by("pk")[0]}
    return body | {"case": world.id_of("cases")} if body and "case" in body else body


@pytest.mark.parametrize(("method", "path", "name"), OF_THINGS, ids=str)
def test_citra_finds_nothing_of_ayus(
    method: str, path: str, name: str, world: World, as_citra: Program
) -> None:
    asked, body = world.path(path), body_of(name, world)
    before = Entry.objects.count()
    answer = as_citra.ask(method, asked, body)
    assert answer.status_code == 404, answer.content
    assert answer.json()["type"] == "urn:sinergi:problem:not-found"
    assert Entry.objects.count() == before


@pytest.mark.parametrize(("method", "path", "name"), OF_THINGS, ids=str)
def test_what_citra_does_not_find_is_there_for_her_colleagues(
    method: str, path: str, name: str, world: World, as_ayu: Program, as_budi: Program
) -> None:
    found = [
        program.ask(method, world.path(path), body_of(name, world)).status_code
        for program in (as_ayu, as_budi)
    ]
    assert 404 not in found


@pytest.mark.parametrize("path", LISTS)
def test_citras_lists_are_empty(path: str, world: World, as_citra: Program) -> None:
    answer = as_citra.get(path)
    if path.startswith("/audit"):
        assert answer.status_code == 403
    elif path == "/networks":
        assert "telegram" in {item["network"] for item in answer.json()["items"]}
    elif path == "/units":
        assert len(answer.json()["items"]) == Unit.objects.count()
    else:
        assert answer.json()["items"] == []


def test_citra_cannot_write_on_ayus_account(world: World, as_citra: Program, citra: User) -> None:
    unit = citra.appointments.get().unit_id
    body = {"unit": unit, "text": "Halo", "targets": [{"account": world.account.pk}]}
    assert as_citra.post("/posts", body).status_code == 404
    assert not Post.objects.filter(author=citra).exists()


def test_citra_cannot_write_for_ayus_office(world: World, as_citra: Program, citra: User) -> None:
    body = {"unit": world.account.unit_id, "text": "Halo"}
    assert as_citra.post("/posts", body).status_code == 403
    assert not Post.objects.filter(author=citra).exists()


def test_citra_cannot_move_her_post_to_ayus_account(
    world: World, as_citra: Program, citra: User, citra_account: Account
) -> None:
    mine = as_citra.post("/posts", {"unit": citra_account.unit_id, "text": "Halo"}).json()
    body = {"version": 1, "text": "Halo", "targets": [{"account": world.account.pk}]}
    assert as_citra.put(f"/posts/{mine['id']}", body).status_code == 404


def test_citra_cannot_be_given_ayus_conversation(
    world: World, as_ayu: Program, citra: User
) -> None:
    path = world.path("/conversations/{pk}/assign")
    assert as_ayu.post(path, {"to": "citra"}).status_code == 404
    assert as_ayu.post(path, {"to": "ayu"}).json()["assigned_to"]["name"] == "Ayu"


def test_citra_sees_no_more_with_a_log_of_her_own(
    world: World, citra: User, tree: dict[str, Unit]
) -> None:
    citra.appointments.update(role=Role.AUDITOR)
    found = program_of(citra).get("/audit").json()["items"]
    assert {entry["unit"] for entry in found} <= {tree["ciomas"].pk}


def test_citra_is_suggested_nothing_of_ayus_office(
    world: World, as_citra: Program, as_budi: Program, citra: User
) -> None:
    path = world.path("/answers/{pk}/verify")
    assert as_budi.post(path, {"version": 1}).json()["state"] == "verified"
    own = {"unit": citra.appointments.get().unit_id, "text": "Sabtu buka jam berapa?"}
    assert as_citra.post("/suggestions", own).json()["items"] == []
    ayus = {**own, "unit": world.account.unit_id}
    assert as_citra.post("/suggestions", ayus).status_code == 403
    (found,) = as_budi.post("/suggestions", ayus).json()["items"]
    assert found["text"] == "Sabtu buka pukul 08.00."
