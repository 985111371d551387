"""The media library, by programs: as on the screen, with the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from sinergi.lib.media.tests.made import photo
from sinergi.networks.models import Account
from sinergi.publishing.models import LibraryFile, PostMedia
from tests.api.conftest import Json, Program
from tests.api.test_media import bring, post_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def added(program: Program, account: Account, **more: object) -> Json:
    token = bring(program, photo(size=(400, 200)), "pasar.jpg").json()["token"]
    body = {"unit": account.unit_id, "token": token, "title": "Pasar", **more}
    answer = program.post("/library", body)
    assert answer.status_code == 201, answer.content
    found: Json = answer.json()
    return found


def test_a_file_is_added_found_used_and_withdrawn(as_ayu: Program, ayu_account: Account) -> None:
    made = added(as_ayu, ayu_account, tags=["sayur"], description="Pedagang sayur")
    path = f"/library/{made['id']}"
    assert [i["id"] for i in as_ayu.get("/library?words=sayur").json()["items"]] == [made["id"]]
    assert as_ayu.get("/library?turned=tall").json()["items"] == []
    body = post_of(ayu_account, media=[{"token": made["token"], "alt": made["description"]}])
    post = as_ayu.post("/posts", body).json()
    assert [use["id"] for use in as_ayu.get(f"{path}/uses").json()["items"]] == [post["id"]]
    assert PostMedia.objects.get().alt == "Pedagang sayur"
    gone = as_ayu.post(f"{path}/withdrawal", {"reason": "Izin ditarik"}).json()
    assert (gone["withdrawn"], gone["token"]) == ("Izin ditarik", "")
    assert as_ayu.get("/library").json()["items"] == []
    problems = as_ayu.get(f"/posts/{post['id']}").json()["problems"]
    assert any("Izin ditarik" in problem for problem in problems)


def test_what_is_said_of_it_is_changed_once(as_ayu: Program, ayu_account: Account) -> None:
    made = added(as_ayu, ayu_account)
    path, body = f"/library/{made['id']}", {"version": made["version"], "title": "Pasar pagi"}
    assert as_ayu.put(path, {**body, "licence": "cc"}).status_code == 422
    changed = as_ayu.put(path, {**body, "licence": "cc", "attribution": "Foto: Wisnu"})
    assert changed.json()["attribution"] == "Foto: Wisnu", changed.content
    assert as_ayu.put(path, body).status_code == 422


def test_crops_and_newer_files(as_ayu: Program, ayu_account: Account) -> None:
    made = added(as_ayu, ayu_account)
    path = f"/library/{made['id']}"
    crop = {"shape": "square", "x": 20, "y": 30, "size": 80}
    cut = as_ayu.put(f"{path}/crops", {"focus": {"x": 1, "y": 2}, "crops": [crop]}).json()
    assert (cut["focus"], cut["crops"]) == ({"x": 1, "y": 2}, [crop])
    newer = bring(as_ayu, photo(size=(500, 200)), "baru.jpg").json()["token"]
    replaced = as_ayu.post(f"{path}/versions", {"token": newer}).json()
    assert (replaced["name"], replaced["width"], replaced["crops"]) == ("baru.jpg", 500, [])
    assert as_ayu.post(f"{path}/versions", {"token": newer}).status_code == 422


def test_the_same_file_is_not_added_twice(as_ayu: Program, ayu_account: Account) -> None:
    made = added(as_ayu, ayu_account)
    token = bring(as_ayu, photo(size=(400, 200)), "lagi.jpg").json()["token"]
    again = as_ayu.post("/library", {"unit": ayu_account.unit_id, "token": token})
    assert again.status_code == 422
    assert "Pasar" in again.json()["detail"]
    assert LibraryFile.objects.get().pk == made["id"]


def test_citra_adds_nothing_to_ayus_office_and_takes_no_token_of_hers(
    as_ayu: Program, as_citra: Program, ayu_account: Account, citra_account: Account
) -> None:
    made = added(as_ayu, ayu_account)
    own = bring(as_citra, photo(size=(90, 60)), "a.jpg").json()["token"]
    assert as_citra.post("/library", {"unit": ayu_account.unit_id, "token": own}).status_code == 403
    stolen = {"unit": citra_account.unit_id, "token": made["token"]}
    assert as_citra.post("/library", stolen).status_code == 422
    body = post_of(citra_account, media=[{"token": made["token"]}])
    assert as_citra.post("/posts", body).status_code == 422
