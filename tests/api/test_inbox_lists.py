"""Filters, views and batches through the API."""

from __future__ import annotations

from sinergi.inbox.models import Conversation
from tests.api.conftest import Program, World


def test_a_list_is_limited_as_on_the_page(as_ayu: Program, world: World) -> None:
    Conversation.objects.update(matter="question", topic="layanan")
    mine = world.conversation.pk

    def ids(**asked: str) -> list[int]:
        return [item["id"] for item in as_ayu.get("/conversations", **asked).json()["items"]]

    assert ids() == ids(matter="question", topic="layanan") == ids(q="sabtu BUKA") == [mine]
    assert ids(matter="complaint") == ids(q="minggu") == ids(spam="true") == []
    (item,) = as_ayu.get("/conversations").json()["items"]
    assert (item["handle"], item["name"]) == ("", "Warga · w***")
    assert as_ayu.get("/conversations", due="perhaps").status_code == 422
    assert as_ayu.get("/conversations", colour="red").status_code == 422


def test_a_view_is_kept_listed_and_removed(
    as_ayu: Program, as_citra: Program, world: World
) -> None:
    body = {"name": "Lewat", "asked": "due=late", "unit": world.account.unit_id}
    made = as_ayu.post("/views", body)
    assert made.status_code == 201, made.content
    assert [view["name"] for view in as_ayu.get("/views").json()["items"]] == ["Lewat"]
    assert as_citra.get("/views").json()["items"] == []
    assert as_citra.post("/views", body).status_code == 403
    assert as_citra.post("/views/drop", {"view": made.json()["id"]}).status_code == 404
    assert as_ayu.post("/views", {**body, "asked": "due=x"}).status_code == 422
    assert as_ayu.post("/views/drop", {"view": made.json()["id"]}).json() == {"items": []}


def test_many_are_changed_and_taken_back(
    as_ayu: Program, as_citra: Program, as_budi: Program, world: World
) -> None:
    body = {"conversations": [world.conversation.pk], "act": "archive", "reason": "Iklan"}
    assert as_citra.post("/batches", body).status_code == 404
    assert as_budi.post("/batches", body).status_code == 403
    done = as_ayu.post("/batches", body).json()
    assert (done["changed"], done["kept"]) == ([world.conversation.pk], [])
    assert as_citra.post("/batches/undo", {"batch": done["batch"]}).status_code == 404
    undone = as_ayu.post("/batches/undo", {"batch": done["batch"]}).json()
    assert undone["changed"] == [world.conversation.pk]
    assert Conversation.objects.get(pk=world.conversation.pk).open
    nothing = as_ayu.post("/batches", {**body, "reason": ""}).json()
    assert (nothing["batch"], nothing["changed"]) == (None, [])
    assert nothing["kept"][0]["why"]
