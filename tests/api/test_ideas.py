"""Ideas and warnings, by programs: as on the screen, with the same rules."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sinergi.lib.hazards.tests import official
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.models import AlertDraft, Idea
from sinergi.units.models import Unit
from tests.api.conftest import Json, Program, World

pytestmark = pytest.mark.django_db


def written(program: Program, unit: Unit, **more: object) -> Json:
    answer = program.post("/ideas", {"unit": unit.pk, "title": "Jalan ke loket", **more})
    assert answer.status_code == 201, answer.content
    found: Json = answer.json()
    return found


def test_an_idea_is_written_moved_and_used(
    as_ayu: Program, ayu_account: Account, citra: User
) -> None:
    idea = written(as_ayu, ayu_account.unit, plan={"strategy": "Satu gambar"})
    path = f"/ideas/{idea['id']}"
    assert (idea["state"], idea["plan"], idea["by"]["name"]) == (
        "open", {"strategy": "Satu gambar"}, "Ayu",
    )  # fmt: skip
    assert as_ayu.post(f"{path}/moves", {"do": "park"}).status_code == 422
    parked = as_ayu.post(f"{path}/moves", {"do": "park", "reason": "Nanti"}).json()
    assert (parked["state"], parked["reason"]) == ("parked", "Nanti")
    assert as_ayu.get("/ideas?state=parked").json()["items"][0]["id"] == idea["id"]
    assert as_ayu.get("/ideas?state=used").json()["items"] == []
    for name in ("citra", "nobody", ""):
        answer = as_ayu.post(f"{path}/moves", {"do": "hand", "to": name})
        assert answer.status_code == 422
    held = as_ayu.post(f"{path}/moves", {"do": "hand", "to": "ayu"}).json()
    assert (held["state"], held["holder"]["name"]) == ("picked", "Ayu")
    post = as_ayu.post(f"{path}/posts")
    assert post.status_code == 201
    assert as_ayu.get(path).json()["post"] == post.json()["id"]
    assert as_ayu.post(f"{path}/posts").status_code == 422


def test_who_saves_over_a_colleague_is_told(as_ayu: Program, ayu_account: Account) -> None:
    idea = written(as_ayu, ayu_account.unit)
    body = {"title": "Peta", "seen": idea["changed"]}
    changed = as_ayu.put(f"/ideas/{idea['id']}", body)
    assert changed.json()["title"] == "Peta", changed.content
    again = as_ayu.put(f"/ideas/{idea['id']}", body)
    assert again.status_code == 422
    assert Idea.objects.get().title == "Peta"


def test_citra_writes_no_idea_and_brings_no_warning_for_ayus_office(
    as_citra: Program, ayu_account: Account
) -> None:
    for path, body in (("/ideas", {"title": "x"}), ("/warnings", {"text": "x"})):
        assert as_citra.post(path, {"unit": ayu_account.unit_id, **body}).status_code == 404
    assert not Idea.objects.exists()


def test_a_warning_is_brought_and_its_words_are_taken_once(
    as_ayu: Program, ayu_account: Account
) -> None:
    raw = official.cap(sent=datetime.now(UTC)).decode()
    body = {"unit": ayu_account.unit_id, "text": raw}
    (words,) = as_ayu.post("/warnings", body).json()["items"]
    assert words["source"] == "BMKG"
    assert words["facts"]["evacuation"] == ""
    assert as_ayu.post("/warnings", body).json()["items"] == [], "it is known"
    bad = as_ayu.post("/warnings", {**body, "text": "hujan"})
    assert bad.status_code == 422
    path = f"/warnings/{words['id']}"
    post = as_ayu.post(f"{path}/posts")
    assert post.status_code == 201, post.content
    assert as_ayu.post(f"{path}/posts").status_code == 422
    assert as_ayu.get(path).json()["post"] == post.json()["id"]
    left = as_ayu.post(f"{path}/leave", {"reason": "Tentang posko"}).json()
    assert (left["state"], left["post"]) == ("aside", None)


def test_words_that_are_over_say_so(world: World, as_ayu: Program) -> None:
    path = world.path("/warnings/{pk}")
    AlertDraft.objects.update(state="over")
    assert as_ayu.get(path).json()["why_not"]
