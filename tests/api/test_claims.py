"""Claims of the hoax desk by API."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import Settings

from sinergi.audit.models import Entry
from sinergi.inbox.hoaxes import proving
from sinergi.inbox.models import Hoax
from sinergi.people.models import User
from tests.api.conftest import Program, World


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_claim_is_checked_judged_and_published(
    as_ayu: Program, as_budi: Program, world: World
) -> None:
    made = as_ayu.post(world.path("/conversations/{pk}/claim"), {"claim": "Bendungan jebol"})
    assert made.status_code == 201, made.content
    assert made.json()["conversations"] == [world.conversation.pk]
    path = f"/claims/{made.json()['id']}"
    for step in ("source", "office"):
        done = as_ayu.post(f"{path}/checks", {"step": step, "note": "Pos: bendungan utuh"})
    assert [one["step"] for one in done.json()["checks"]] == ["source", "office"]
    due = as_ayu.post(f"{path}/statement", {"text": "Sedang kami periksa."}).json()["due_at"]
    assert due > made.json()["due_at"]
    finding = {"finding": "disinformation", "facts": "Utuh", "sources": "Pos Katulampa"}
    assert as_ayu.post(f"{path}/finding", finding).status_code == 403
    assert as_budi.post(f"{path}/finding", finding).status_code == 422
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    claim = Hoax.objects.get()
    proving.add(claim.by, claim, file=picture)
    told = as_budi.post(f"{path}/finding", finding)
    assert told.status_code == 200, told.content
    assert (told.json()["finding"], told.json()["due_at"]) == ("disinformation", None)
    assert "Utuh" in told.json()["clarification"]
    assert as_ayu.post(f"{path}/publication", {"url": "tidak"}).status_code == 422
    linked = as_ayu.post(f"{path}/publication", {"url": "https://contoh.example/1"})
    assert linked.json()["published_url"] == "https://contoh.example/1"
    assert as_ayu.get("/claims").json()["items"][0]["state"] == "clarified"


def test_a_claim_that_nobody_can_clarify(as_ayu: Program, as_budi: Program, world: World) -> None:
    body = {"unit": world.conversation.unit_id, "claim": "Ada harimau di Cibinong"}
    made = as_ayu.post("/claims", body)
    assert made.status_code == 201, made.content
    path = f"/claims/{made.json()['id']}/finding"
    told = as_budi.post(path, {"finding": None, "facts": "Tanpa saksi"})
    assert told.json()["state"] == "unclear"


def test_a_screenshot_is_handed_out_as_it_came_and_logged(
    as_ayu: Program, as_budi: Program, world: World
) -> None:
    claim = begun(as_ayu, world)
    content = picture()
    kept = proving.add(ayu(), claim, file=io.BytesIO(content))
    told = as_budi.get(f"/claims/{claim.pk}").json()["evidence"][0]
    assert (told["id"], told["screenshot"]) == (kept.pk, True)
    answer = as_budi.get(f"/evidence/{told['id']}/file")
    assert answer.content == content
    assert hashlib.sha256(answer.content).hexdigest() == told["sha256"]
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == f'inline; filename="evidence-{kept.pk}.png"'
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    entry = Entry.objects.filter(verb="hoax.evidence_read").get()
    assert (entry.actor_id, entry.door, entry.data["evidence"]) == (budi().pk, "api", kept.pk)


def test_a_screenshot_that_is_another_now_is_not_handed_out(as_ayu: Program, world: World) -> None:
    kept = proving.add(ayu(), begun(as_ayu, world), file=io.BytesIO(picture()))
    default_storage.delete(kept.file)
    answer = as_ayu.get(f"/evidence/{kept.pk}/file")
    assert answer.status_code == 422
    assert "penyimpanan" in answer.json()["detail"]
    assert not Entry.objects.filter(verb="hoax.evidence_read").exists()


def test_a_link_alone_has_no_file(as_ayu: Program, world: World) -> None:
    kept = proving.add(ayu(), begun(as_ayu, world), url="https://contoh.example/1")
    assert as_ayu.get(f"/evidence/{kept.pk}/file").status_code == 404


def test_a_judgement_is_taken_back_with_what_is_new(
    as_ayu: Program, as_budi: Program, world: World
) -> None:
    path = f"/claims/{begun(as_ayu, world).pk}"
    assert as_budi.post(f"{path}/reopen", {"reason": "Foto lama"}).status_code == 422
    as_budi.post(f"{path}/finding", {"finding": None, "facts": "Tanpa saksi"})
    as_ayu.post(f"{path}/publication", {"url": "https://contoh.example/1"})
    assert as_ayu.post(f"{path}/reopen", {"reason": "Ada saksi"}).status_code == 403
    told = as_budi.post(f"{path}/reopen", {"reason": "Ada saksi"}).json()
    assert (told["state"], told["outdated"]) == ("open", True)
    assert told["due_at"] > told["reopened_at"] > told["known_at"]


def begun(program: Program, world: World) -> Hoax:
    body = {"unit": world.conversation.unit_id, "claim": "Ada harimau di Cibinong"}
    return Hoax.objects.get(pk=program.post("/claims", body).json()["id"])


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "blue").save(made, "PNG")
    return made.getvalue()


def ayu() -> User:
    return User.objects.get(username="ayu")


def budi() -> User:
    return User.objects.get(username="budi")
