"""Bring images and videos by API, and write posts with them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from sinergi.lib.media.tests.made import film, photo
from sinergi.networks.models import Account
from sinergi.publishing import making, tasks
from sinergi.publishing.models import MediaFile
from tests.api.conftest import Answer, Json, Program


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def bring(program: Program, content: bytes, name: str, *, key: str = "") -> Answer:
    told = {"Authorization": f"Bearer {program.token}"} | ({"Idempotency-Key": key} if key else {})
    return Client().post(
        "/api/v1/media",
        {"file": SimpleUploadedFile(name, content), "alt": "Peta"},
        headers=told,
    )


def post_of(account: Account, **more: Any) -> Json:
    return {"unit": account.unit_id, "text": "Halo", "targets": [{"account": account.pk}], **more}


def test_a_photo_is_brought_and_goes_into_a_post(as_ayu: Program, ayu_account: Account) -> None:
    brought = bring(as_ayu, photo("HEIF"), "IMG.HEIC")
    assert brought.status_code == 201, brought.content
    body = post_of(ayu_account, media=[{"token": brought.json()["token"]}])
    made = as_ayu.post("/posts", body).json()
    assert [(i["name"], i["alt"], i["state"]) for i in made["images"]] == [
        ("IMG.jpg", "Peta", "ready")
    ]
    body = {"version": 1, "targets": body["targets"], "text": "Lagi"}
    assert len(as_ayu.put(f"/posts/{made['id']}", body).json()["images"]) == 1
    assert (
        as_ayu.put(f"/posts/{made['id']}", {**body, "version": 2, "media": []}).json()["images"]
        == []
    )


def test_a_video_tells_how_far_it_is(as_ayu: Program, ayu_account: Account, tmp_path: Path) -> None:
    raw = film(tmp_path / "a.mov").read_bytes()
    token = bring(as_ayu, raw, "a.mov").json()["token"]
    made = as_ayu.post("/posts", post_of(ayu_account, media=[{"token": token}])).json()
    assert made["images"][0]["state"] == "preparing"
    making.make(MediaFile.objects.get().pk, tasks.begin)
    assert as_ayu.get(f"/posts/{made['id']}").json()["images"][0]["state"] == "ready"


def test_a_repeated_request_brings_a_file_once(as_ayu: Program) -> None:
    first, again, other = (
        bring(as_ayu, photo("PNG", size=(n, 8)), "a.png", key="k1") for n in (8, 8, 9)
    )
    assert first.json() == again.json()
    assert "Idempotent-Replayed" in again
    assert other.json()["type"] == "urn:sinergi:problem:key-reused"


def test_what_is_no_image_is_refused_in_words(as_ayu: Program) -> None:
    answer = bring(as_ayu, io.BytesIO(b"<svg/>").read(), "a.mp4")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:sinergi:problem:refused")


def test_citra_cannot_use_ayus_file(
    as_ayu: Program, as_citra: Program, citra_account: Account
) -> None:
    token = bring(as_ayu, photo("PNG"), "a.png").json()["token"]
    answer = as_citra.post("/posts", post_of(citra_account, media=[{"token": token}]))
    assert answer.status_code == 422
    assert "token" in answer.json()["detail"]
