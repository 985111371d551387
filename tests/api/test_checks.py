"""A program asks what could be better in a text."""

from __future__ import annotations

from sinergi.people.models import User
from sinergi.publishing.models import Post
from tests.api.conftest import Program, World

PHONE = "Hubungi saya di 0812-3456-7002"


def test_a_text_is_checked_without_being_stored(world: World, as_ayu: Program) -> None:
    before = Post.objects.count()
    body = {"unit": world.account.unit_id, "text": PHONE, "alts": ["Antrean warga", ""]}
    answer = as_ayu.post("/checks", body)
    assert answer.status_code == 200
    first = answer.json()["items"][0]
    assert (first["rule"], first["severity"]) == ("personal-phone", "danger")
    assert PHONE[first["start"] : first["end"]] == "0812-3456-7002"
    assert [i["where"] for i in answer.json()["items"] if i["rule"] == "alt-text"] == ["alt 2"]
    assert Post.objects.count() == before


def test_a_text_is_held_against_the_account_it_is_meant_for(world: World, as_ayu: Program) -> None:
    body = {"unit": world.account.unit_id, "text": "a" * 5000, "accounts": [world.account.pk]}
    found = as_ayu.post("/checks", body).json()["items"]
    assert "network-length" in {item["rule"] for item in found}


def test_a_saved_post_is_checked(world: World, as_ayu: Program) -> None:
    answer = as_ayu.get(world.path("/posts/{pk}/checks"))
    assert answer.status_code == 200
    assert all(item["why"] for item in answer.json()["items"])


def test_citra_checks_nothing_for_ayus_office_or_account(
    world: World, as_citra: Program, citra: User
) -> None:
    body = {"unit": world.account.unit_id, "text": PHONE}
    assert as_citra.post("/checks", body).status_code == 403
    mine = citra.appointments.get().unit_id
    body = {"unit": mine, "text": PHONE, "accounts": [world.account.pk]}
    assert as_citra.post("/checks", body).status_code == 403
