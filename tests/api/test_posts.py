"""Write, read, change and take back posts by API."""

from __future__ import annotations

import pytest

from sinergi.networks.models import Account
from sinergi.publishing.models import Post
from sinergi.units.models import Unit
from tests.api.conftest import Json, Program, in_a_month


@pytest.fixture
def body(ayu_account: Account) -> Json:
    return {
        "unit": ayu_account.unit_id,
        "text": "Layanan Sabtu tetap buka",
        "targets": [{"account": ayu_account.pk}],
    }


@pytest.fixture
def written(as_ayu: Program, body: Json) -> Json:
    made: Json = as_ayu.post("/posts", body).json()
    return made


def test_a_post_is_written_with_a_text_for_each_account(
    as_ayu: Program, body: Json, ayu_account: Account
) -> None:
    body["targets"][0]["text"] = "Sabtu buka!"
    answer = as_ayu.post("/posts", body)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert made["state"] == "draft"
    assert made["targets"][0]["text"] == "Sabtu buka!"
    assert made["targets"][0]["length"] == 11
    assert made["problems"] == []
    assert as_ayu.get(f"/posts/{made['id']}").json() == made


def test_labels_are_replaced_and_stay_where_nobody_speaks_of_them(
    as_ayu: Program, body: Json
) -> None:
    made = as_ayu.post("/posts", body | {"labels": ["Desa", " #desa", "Posyandu"]}).json()
    assert made["labels"] == ["desa", "posyandu"]
    there, body = f"/posts/{made['id']}", {k: v for k, v in body.items() if k != "unit"}
    assert as_ayu.put(there, body | {"version": 1}).json()["labels"] == ["desa", "posyandu"]
    assert as_ayu.put(there, body | {"version": 2, "labels": []}).json()["labels"] == []
    wrong = as_ayu.put(there, body | {"version": 3, "labels": [" "]})
    assert wrong.status_code == 422


def test_a_post_without_an_account_says_what_is_missing(as_ayu: Program, tree: Json) -> None:
    made = as_ayu.post("/posts", {"unit": tree["cibinong"].pk, "text": "Halo"}).json()
    assert len(made["problems"]) == 1


def test_the_list_goes_on_with_its_cursor_and_back(as_ayu: Program, body: Json) -> None:
    ids = [as_ayu.post("/posts", body).json()["id"] for _ in range(3)]
    first = as_ayu.get("/posts", limit=2).json()
    assert [item["id"] for item in first["items"]] == [ids[2], ids[1]]
    assert first["previous"] is None
    second = as_ayu.get("/posts", limit=2, cursor=first["next"]).json()
    assert [item["id"] for item in second["items"]] == [ids[0]]
    assert second["next"] is None
    again = as_ayu.get("/posts", limit=2, cursor=second["previous"]).json()
    assert again["items"] == first["items"]


def test_the_list_shows_one_group(as_ayu: Program, written: Json) -> None:
    assert len(as_ayu.get("/posts", group="draft").json()["items"]) == 1
    assert as_ayu.get("/posts", group="published").json()["items"] == []
    assert as_ayu.get("/posts", group="lain").status_code == 422


def test_saving_over_a_newer_version_is_refused_with_its_number(
    as_ayu: Program, written: Json
) -> None:
    path = f"/posts/{written['id']}"
    assert as_ayu.put(path, {"version": 1, "text": "Satu"}).json()["version"] == 2
    late = as_ayu.put(path, {"version": 1, "text": "Dua"})
    assert late.status_code == 409
    assert late.json()["version"] == 2
    assert late.json()["type"] == "urn:sinergi:problem:stale"
    assert Post.objects.get(pk=written["id"]).text == "Satu"


def test_what_was_asked_for_can_be_taken_back(as_ayu: Program, written: Json) -> None:
    path = f"/posts/{written['id']}"
    asked = as_ayu.post(f"{path}/approvals", {"note": "Tolong"})
    assert asked.status_code == 201
    assert asked.json()["state"] == "waiting"
    assert as_ayu.get(path).json()["approval"] == asked.json()["id"]
    assert as_ayu.post(f"{path}/withdraw").json()["state"] == "draft"
    assert as_ayu.post(f"{path}/withdraw").status_code == 422


def test_a_cancelled_post_stays_cancelled(as_ayu: Program, written: Json) -> None:
    path = f"/posts/{written['id']}"
    assert as_ayu.post(f"{path}/cancel").json()["state"] == "cancelled"
    answer = as_ayu.post(f"{path}/cancel")
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:sinergi:problem:refused"


def test_an_approved_post_is_moved_by_its_approver_alone(
    as_ayu: Program, as_budi: Program, written: Json
) -> None:
    path, due = f"/posts/{written['id']}", {"due": in_a_month()}
    asked = as_ayu.post(f"{path}/approvals", {}).json()
    as_budi.post(f"/approvals/{asked['id']}/approve", {"due": in_a_month()})
    assert as_ayu.post(f"{path}/reschedule", due).status_code == 403
    later = in_a_month(1)
    moved = as_budi.post(f"{path}/reschedule", {"due": later})
    assert moved.json()["due"] == later


def test_nobody_writes_for_another_office(as_ayu: Program, tree: dict[str, Unit]) -> None:
    answer = as_ayu.post("/posts", {"unit": tree["ciomas"].pk, "text": "Halo"})
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:sinergi:problem:forbidden"


def test_anothers_account_does_not_exist(
    as_ayu: Program, body: Json, citra_account: Account
) -> None:
    body["targets"] = [{"account": citra_account.pk}]
    assert as_ayu.post("/posts", body).status_code == 404
    assert not Post.objects.exists()


def test_an_account_stands_once(as_ayu: Program, body: Json) -> None:
    body["targets"] *= 2
    answer = as_ayu.post("/posts", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/targets"
