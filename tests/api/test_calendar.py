"""A program plans: the calendar, slots, a plan from a file, many posts at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sinergi.publishing import tasks
from sinergi.publishing.models import Batch, Post
from tests.api.conftest import Program, World, in_a_month

pytestmark = pytest.mark.django_db


def bring(program: Program, content: str, **values: Any) -> Any:
    file = SimpleUploadedFile("rencana.csv", content.encode())
    headers = {"Authorization": f"Bearer {program.token}"}
    return Client().post("/api/v1/plans", {"file": file, **values}, headers=headers)


def days_on(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_what_is_planned_is_on_the_calendar(world: World, as_ayu: Program) -> None:
    when, later = in_a_month(), in_a_month(30)
    copy = as_ayu.post(f"/posts/{world.post.pk}/duplicate", {"at": when})
    assert copy.status_code == 201
    made = copy.json()
    assert (made["state"], made["planned"]) == ("draft", when)
    asked = {"since": days_on(20), "until": days_on(40)}
    (found,) = as_ayu.get("/calendar", **asked).json()["items"]
    assert (found["id"], found["at"]) == (made["id"], when)
    moved = as_ayu.post(f"/posts/{made['id']}/plan", {"at": later})
    assert moved.json()["planned"] == later
    assert as_ayu.post(f"/posts/{made['id']}/plan", {"at": None}).json()["planned"] is None
    assert as_ayu.get("/calendar", **asked).json()["items"] == []


def test_days_are_asked_for_in_order_and_for_a_year(world: World, as_ayu: Program) -> None:
    for until in (days_on(-1), days_on(800)):
        answer = as_ayu.get("/calendar", since=days_on(0), until=until)
        assert answer.status_code == 422


def test_slots_are_kept_and_the_free_ones_told(world: World, as_ayu: Program) -> None:
    path = f"/accounts/{world.account.pk}/slots"
    made = as_ayu.post(path, {"weekdays": [0, 3], "at": "18:30"})
    assert made.status_code == 201
    assert [(s["weekday"], s["at"]) for s in made.json()["items"]] == [(0, "18:30"), (3, "18:30")]
    assert len(made.json()["free"]) == 5
    assert as_ayu.post(path, {"weekdays": [0], "at": "25:00"}).status_code == 422
    first = made.json()["items"][0]["id"]
    assert len(as_ayu.post(f"{path}/end", {"slot": first}).json()["items"]) == 1
    assert as_ayu.post(f"{path}/end", {"slot": first}).status_code == 422
    assert len(as_ayu.get(path).json()["items"]) == 1


def test_a_plan_is_looked_at_then_written_and_taken_back(world: World, as_ayu: Program) -> None:
    unit, before = world.account.unit_id, Post.objects.count()
    content = f"tanggal,jam,teks,akun\n{days_on(2)},08:00,Satu,{world.account.handle}\n"
    looked = bring(as_ayu, content, unit=unit)
    assert looked.status_code == 201
    assert looked.json() == {"drafts": 1, "problems": [], "leaders": [], "batch": None}
    wrong = bring(as_ayu, content + "besok,,Dua,\n", unit=unit, dry_run="false").json()
    assert (wrong["batch"], [row["line"] for row in wrong["problems"]]) == (None, [3])
    batch = bring(as_ayu, content, unit=unit, dry_run="false").json()["batch"]
    assert Post.objects.count() == before
    tasks.go_on_with_batch.call(batch)
    assert Post.objects.count() == before + 1
    (told,) = as_ayu.get("/post-batches").json()["items"]
    assert (told["act"], told["state"], told["done"]) == ("import", "done", 1)
    assert as_ayu.post("/post-batches/again", {"batch": batch}).status_code == 422
    assert as_ayu.post("/post-batches/undo", {"batch": batch}).json()["state"] == "undoing"
    tasks.go_on_with_batch.call(batch)
    assert Post.objects.get(text="Satu").state == Post.State.CANCELLED


def test_many_posts_are_labelled_at_once(world: World, as_ayu: Program) -> None:
    ids = list(Post.objects.values_list("pk", flat=True))
    body = {"posts": ids, "act": "label", "label": "#Sehat"}
    made = as_ayu.post("/post-batches", body)
    assert (made.status_code, made.json()["waiting"]) == (201, len(ids))
    tasks.go_on_with_batch.call(made.json()["id"])
    assert as_ayu.get(f"/posts/{ids[0]}").json()["labels"] == ["sehat"]
    assert as_ayu.post("/post-batches", body | {"act": "move"}).status_code == 422
    assert as_ayu.post("/post-batches", body | {"act": "assign", "to": "siapa"}).status_code == 404
    unknown = body | {"act": "campaign", "campaign": 999999}
    assert as_ayu.post("/post-batches", unknown).status_code == 404


def test_citra_neither_changes_ayus_posts_nor_takes_back_what_she_did(
    world: World, as_ayu: Program, as_citra: Program
) -> None:
    body = {"posts": [world.post.pk], "act": "cancel"}
    assert as_citra.post("/post-batches", body).status_code == 404
    batch = as_ayu.post("/post-batches", body | {"act": "label", "label": "x"}).json()["id"]
    for way in ("again", "undo"):
        assert as_citra.post(f"/post-batches/{way}", {"batch": batch}).status_code == 404
    line = f"tanggal,teks,akun\n{days_on(2)},Satu,{world.account.handle}\n"
    assert bring(as_citra, line, unit=world.account.unit_id).status_code == 403
    assert Batch.objects.count() == 1
