"""Words that are kept by themselves: on two devices, beside a colleague's, and until when."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.models import Post, Unsaved
from sinergi.publishing.tests.test_screens import as_, typed, value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def keep(client: Client, account: Account, **more: object) -> tuple[int, dict[str, object]]:
    """Send what a page sends while somebody types; return status and answer."""
    post = more.pop("post", None)
    url = reverse("content:keep-of", args=[post]) if post else reverse("content:keep")
    sent = {**typed(account), "window": "a", "copy": "0", **more}
    answer = client.post(url, sent)
    return answer.status_code, answer.json()


def test_what_is_typed_is_kept_and_gone_on_with_on_another_device(
    ayu: User, ayu_account: Account
) -> None:
    key = uuid4()
    told = keep(as_(ayu), ayu_account, key=str(key), text="Belum selesai")
    assert (told[0], told[1]["copy"]) == (200, 1)
    other = as_(ayu)
    assert f"?draft={key}" in other.get(reverse("content:write")).content.decode()
    page = other.get(reverse("content:write"), {"draft": str(key)}).content.decode()
    assert "Belum selesai" in page
    assert value_of("key", page) == str(key)
    assert value_of("copy", page) == "1"
    other.post(reverse("content:write"), typed(ayu_account, key=str(key), text="Selesai"))
    assert Post.objects.get().text == "Selesai"
    assert not Unsaved.objects.exists()


def test_from_one_window_the_last_counts_even_when_an_answer_was_lost(
    ayu: User, ayu_account: Account
) -> None:
    client, key = as_(ayu), str(uuid4())
    keep(client, ayu_account, key=key, text="Satu")
    assert keep(client, ayu_account, key=key, text="Satu dua", copy="0")[0] == 200
    assert Unsaved.objects.get().values["text"] == ["Satu dua"]


@pytest.mark.parametrize("number", ["2147483648", "9" * 18, "9" * 400, "-1", "x"])
def test_a_version_that_no_page_names_keeps_nobody_from_keeping(
    ayu: User, ayu_account: Account, number: str
) -> None:
    told = keep(as_(ayu), ayu_account, key=str(uuid4()), version=number, copy=number)
    assert (told[0], Unsaved.objects.get().base) == (200, 0)


def test_two_windows_are_shown_to_each_other_and_neither_is_lost(
    ayu: User, ayu_account: Account
) -> None:
    client, key = as_(ayu), str(uuid4())
    keep(client, ayu_account, key=key, text="Pasar buka jam tujuh", window="a")
    keep(client, ayu_account, key=key, text="Pasar buka jam enam", window="b", copy="1")
    status, told = keep(
        client, ayu_account, key=key, text="Pasar buka jam delapan", window="a", copy="1"
    )
    assert status == 409
    assert "<del>enam</del>" in str(told["html"])
    assert "<ins>delapan</ins>" in str(told["html"])
    assert Unsaved.objects.get().values["text"] == ["Pasar buka jam enam"]
    again = {"text": "Pasar buka jam delapan", "window": "a", "copy": str(told["copy"])}
    assert keep(client, ayu_account, key=key, **again)[0] == 200
    assert Unsaved.objects.get().values["text"] == ["Pasar buka jam delapan"]


def test_unsaved_words_of_a_post_are_gone_on_with_and_forgotten_when_saved(
    draft: Post, ayu: User, ayu_account: Account
) -> None:
    client, url = as_(ayu), reverse("content:edit", args=[draft.pk])
    told = keep(client, ayu_account, post=draft.pk, version="1", text="Setengah jadi")
    assert told[1]["newer"] is False
    page = client.get(url).content.decode()
    assert "Setengah jadi" in page
    client.post(url, typed(ayu_account, version="1", text="Jadi"))
    draft.refresh_from_db()
    assert (draft.text, Unsaved.objects.count()) == ("Jadi", 0)


def test_unsaved_words_stand_beside_what_a_colleague_saved_meanwhile(
    draft: Post, ayu: User, ayu_account: Account
) -> None:
    client = as_(ayu)
    keep(client, ayu_account, post=draft.pk, version="1", text="Layanan Sabtu tutup")
    actions.edit(ayu, draft, version=1, text="Layanan Sabtu pindah", accounts=[ayu_account])
    told = keep(
        client, ayu_account, post=draft.pk, version="1", text="Layanan Sabtu tutup", copy="1"
    )
    assert told[1]["newer"] is True
    page = client.get(reverse("content:edit", args=[draft.pk])).content.decode()
    assert "<del>pindah</del>" in page
    assert "<ins>tutup</ins>" in page
    assert value_of("version", page) == "2"


def test_citra_neither_sees_nor_ends_unsaved_words(
    ayu: User, citra: User, ayu_account: Account, draft: Post
) -> None:
    key = uuid4()
    keep(as_(ayu), ayu_account, key=str(key), text="Rahasia Ayu")
    client = as_(citra)
    assert "Rahasia" not in client.get(reverse("content:write")).content.decode()
    assert client.get(reverse("content:write"), {"draft": str(key)}).status_code == 404
    assert client.post(reverse("content:discard", args=[key])).status_code == 404
    theirs = client.post(reverse("content:keep-of", args=[draft.pk]), typed(ayu_account))
    assert theirs.status_code == 404
    keep(client, ayu_account, key=str(key), text="Punya Citra")
    assert Unsaved.objects.get(author=ayu).values["text"] == ["Rahasia Ayu"]
    assert isinstance(Unsaved.objects.get(author=citra).key, UUID)
