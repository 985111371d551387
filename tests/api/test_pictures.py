"""Answers with pictures by API: brought first, named by their token, told with the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from sinergi.conftest import make_account
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import hear_items, incoming
from sinergi.lib.media.tests.made import film, photo
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing.tests.test_files import limit, work_off
from sinergi.units.models import Unit
from tests.api.conftest import Answer, Program
from tests.api.test_media import bring


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def account(ayu: User, tree: dict[str, Unit]) -> Account:
    return make_account(ayu, tree["cibinong"], "kecamatan.bergambar")


@pytest.fixture
def talk(account: Account) -> Conversation:
    hear_items(account, incoming("gambar1", "Jalan sudah rata belum, Min?"))
    return Conversation.objects.get(messages__remote_id="gambar1")


def token(program: Program) -> str:
    told: str = bring(program, photo("PNG", size=(64, 48)), "jalan.png").json()["token"]
    return told


def answer(program: Program, talk: Conversation, *, key: str = "", **more: object) -> Answer:
    body = {"text": "Ini fotonya.", **more}
    return program.post(f"/conversations/{talk.pk}/replies", body, key=key)


def test_an_answer_carries_a_picture(as_ayu: Program, talk: Conversation) -> None:
    made = answer(as_ayu, talk, media=[{"token": token(as_ayu), "alt": "Jalan rata"}])
    assert made.status_code == 201, made.content
    [told] = made.json()["pictures"]
    assert (told["name"], told["mime"], told["alt"]) == ("jalan.png", "image/png", "Jalan rata")
    [item] = Delivery.objects.get(kind="reply", message__conversation=talk).media
    assert item["alt"] == "Jalan rata"
    said = as_ayu.get(f"/conversations/{talk.pk}").json()["messages"]
    assert [len(one["pictures"]) for one in said] == [0, 1]


def test_the_description_given_when_brought_stays(as_ayu: Program, talk: Conversation) -> None:
    made = answer(as_ayu, talk, media=[{"token": token(as_ayu)}])
    assert made.json()["pictures"][0]["alt"] == "Peta"


def test_a_repeated_request_answers_once(as_ayu: Program, talk: Conversation) -> None:
    media = [{"token": token(as_ayu)}]
    first, again = (answer(as_ayu, talk, key="gambar", media=media) for _ in range(2))
    assert first.json() == again.json()
    assert Delivery.objects.filter(message__conversation=talk).count() == 1


def test_it_waits_until_its_pictures_are_ready(
    as_ayu: Program, talk: Conversation, account: Account
) -> None:
    limit(account, image_side=32)
    media = [{"token": token(as_ayu)}]
    made = answer(as_ayu, talk, key="gambar", media=media)
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    delivery = Delivery.objects.get(message__conversation=talk)
    assert delivery.media[0]["file"] == ""
    work_off()
    delivery.refresh_from_db()
    assert delivery.media[0]["width"] == 32
    assert answer(as_ayu, talk, key="gambar", media=media).json() == made.json()


def test_where_words_alone_are_taken_it_is_refused(
    as_ayu: Program, talk: Conversation, account: Account
) -> None:
    limit(account, images=0)
    refused = answer(as_ayu, talk, media=[{"token": token(as_ayu)}])
    assert refused.status_code == 422
    assert "kecamatan.bergambar" in refused.json()["detail"]


def test_a_video_is_no_picture(as_ayu: Program, talk: Conversation, tmp_path: Path) -> None:
    clip = bring(as_ayu, film(tmp_path / "a.mov").read_bytes(), "a.mov").json()["token"]
    refused = answer(as_ayu, talk, media=[{"token": clip}])
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:sinergi:problem:invalid")


def test_nobody_uses_what_somebody_else_brought(
    as_ayu: Program, as_citra: Program, talk: Conversation
) -> None:
    theirs = token(as_citra)
    refused = answer(as_ayu, talk, media=[{"token": theirs}])
    assert refused.status_code == 422
    assert "token" in refused.json()["detail"]
    mine = token(as_ayu)
    assert answer(as_citra, talk, media=[{"token": mine}]).status_code == 404


def test_a_draft_tells_its_pictures(as_ayu: Program, talk: Conversation) -> None:
    kept = as_ayu.put(f"/conversations/{talk.pk}/draft", {"text": "Sebentar."})
    assert kept.json()["pictures"] == []
