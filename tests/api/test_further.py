"""Threads and first comments by API."""

from __future__ import annotations

import pytest

from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing import actions, carried
from sinergi.publishing.models import Post
from tests.api.conftest import Json, Program

TEXT = "Layanan KTP keliling.\n\n---\n\nBawa KK asli."


@pytest.fixture
def written(as_ayu: Program, ayu_account: Account) -> Json:
    target = {"account": ayu_account.pk, "comment": "#Cibinong", "numbered": True}
    body = {"unit": ayu_account.unit_id, "text": TEXT, "targets": [target]}
    made: Json = as_ayu.post("/posts", body).json()
    return made


@pytest.fixture
def stuck(written: Json, ayu: User, budi: User) -> Delivery:
    """A second part that failed, of a post that is out."""
    post = Post.objects.get(pk=written["id"])
    due = actions.approve(budi, actions.ask_approval(ayu, post), due=None).due
    rows = carried.of_post(post)
    rows.filter(part=0).update(state="sent", sent_at=due, remote_id="1")
    rows.filter(part=1).update(state="failed")
    actions.refresh(post.pk)
    return rows.get(part=1)


def test_a_post_tells_its_parts_and_its_first_comment(written: Json) -> None:
    target = written["targets"][0]
    assert (target["comment"], target["numbered"]) == ("#Cibinong", True)
    assert [part["text"] for part in target["parts"]] == [
        "Layanan KTP keliling. (1/2)",
        "Bawa KK asli. (2/2)",
    ]
    assert target["length"] == target["parts"][0]["length"] == 27


def test_whoever_does_not_speak_of_them_leaves_them(
    as_ayu: Program, written: Json, ayu_account: Account
) -> None:
    path, targets = f"/posts/{written['id']}", [{"account": ayu_account.pk}]
    kept = as_ayu.put(path, {"version": 1, "text": TEXT, "targets": targets}).json()["targets"][0]
    assert (kept["comment"], kept["numbered"]) == ("#Cibinong", True)
    targets = [{"account": ayu_account.pk, "comment": "", "numbered": False}]
    gone = as_ayu.put(path, {"version": 2, "text": TEXT, "targets": targets}).json()["targets"][0]
    assert (gone["comment"], gone["numbered"]) == ("", False)


def test_the_deliveries_of_a_post_name_their_parts(
    as_ayu: Program, written: Json, stuck: Delivery
) -> None:
    found = as_ayu.get(f"/posts/{written['id']}/deliveries").json()["items"]
    assert [(row["kind"], row["part"]) for row in found] == [
        ("post", 0),
        ("part", 1),
        ("comment", 2),
    ]
    assert {row["head"] for row in found[1:]} == {found[0]["id"]}
    assert {row["post"] for row in found} == {written["id"]}


def test_the_rest_of_a_thread_is_left_out(as_budi: Program, written: Json, stuck: Delivery) -> None:
    told = as_budi.post(f"/deliveries/{stuck.pk}/leave").json()
    assert told["state"] == "cancelled"
    assert as_budi.get(f"/posts/{written['id']}").json()["state"] == "published"
    assert as_budi.post(f"/deliveries/{stuck.pk}/leave").status_code == 422


def test_citra_leaves_nothing_of_it_out(as_citra: Program, stuck: Delivery) -> None:
    assert as_citra.post(f"/deliveries/{stuck.pk}/leave").status_code == 404
    stuck.refresh_from_db()
    assert stuck.state == "failed"


def test_whoever_approves_reads_every_part(
    as_ayu: Program, as_budi: Program, written: Json
) -> None:
    asked = as_ayu.post(f"/posts/{written['id']}/approvals", {}).json()
    there = as_budi.get(f"/approvals/{asked['id']}").json()["asked"][0]
    assert (there["parts"], there["comment"]) == (["Bawa KK asli. (2/2)"], "#Cibinong")
