"""A form makes one post however often it arrives; what a phone shares, a template begins."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.actions import keeping
from sinergi.publishing.models import Post, Unsaved
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_screens import as_, image, typed, value_of
from sinergi.publishing.tests.test_unsaved import keep
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_the_same_form_makes_one_post_however_often_it_arrives(
    ayu: User, ayu_account: Account
) -> None:
    client, sent = as_(ayu), typed(ayu_account, key=str(uuid4()))
    first = client.post(reverse("content:write"), sent)
    again = client.post(reverse("content:write"), sent)
    assert again.headers["Location"] == first.headers["Location"]
    assert Post.objects.get().revisions.count() == 1


def test_the_same_form_with_other_words_shows_both_and_saves_a_version(
    ayu: User, ayu_account: Account
) -> None:
    client, key = as_(ayu), str(uuid4())
    client.post(reverse("content:write"), typed(ayu_account, key=key, text="Buka Sabtu pagi"))
    sent = typed(ayu_account, key=key, text="Buka Minggu pagi")
    page = client.post(reverse("content:write"), sent).content.decode()
    post = Post.objects.get()
    assert "<del>Sabtu</del>" in page
    assert "<ins>Minggu</ins>" in page
    assert f'action="{reverse("content:edit", args=[post.pk])}"' in page
    sent["version"] = value_of("version", page)
    client.post(reverse("content:edit", args=[post.pk]), sent)
    assert Post.objects.get().text == "Buka Minggu pagi"


@pytest.mark.parametrize("field", ["text", "translation-su", "own-{}", "comment-{}", "title"])
def test_a_text_longer_than_any_is_said_so_and_stays(
    ayu: User, ayu_account: Account, field: str
) -> None:
    typed = {"text": "Loket buka Sabtu.", "accounts": ayu_account.pk}
    typed |= {field.format(ayu_account.pk): "panjang " * 12_000}
    for do in ("save", "preview"):
        answer = as_(ayu).post(reverse("content:write"), {**typed, "do": do})
        page = answer.content.decode()
        assert 'id="errors"' in page
        assert "panjang " * 12_000 in page
    assert as_(ayu).post(reverse("content:checks"), typed).status_code == 200


def test_what_was_saved_already_is_not_begun_again(ayu: User, ayu_account: Account) -> None:
    client, key = as_(ayu), str(uuid4())
    client.post(reverse("content:write"), typed(ayu_account, key=key))
    status, told = keep(client, ayu_account, key=key, text="Terlambat")
    edit = reverse("content:edit", args=[Post.objects.get().pk])
    assert (status, told["url"]) == (409, edit)
    assert not Unsaved.objects.exists()
    assert client.get(reverse("content:write"), {"draft": key}).headers["Location"] == edit


def test_a_key_is_ones_own(
    ayu: User, citra: User, ayu_account: Account, tree: dict[str, Unit]
) -> None:
    key = uuid4()
    actions.write(ayu, ayu_account.unit, text="Punya Ayu", accounts=[], key=key)
    theirs = actions.write(citra, tree["ciomas"], text="Punya Citra", accounts=[], key=key)
    assert Post.objects.filter(key=key).count() == 2
    assert theirs.author == citra


def test_what_the_phone_shares_begins_a_post(ayu: User) -> None:
    client, none = as_(ayu), {"sec-fetch-site": "none"}
    sent = {"title": "Berita", "text": "Jalan diperbaiki", "url": "https://bogorkab.go.id/1"}
    answer = client.post(
        reverse("content:take-shared"), {**sent, "images": [image()]}, headers=none
    )
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Jalan diperbaiki\n\nhttps://bogorkab.go.id/1" in page
    assert value_of("picture", page)
    assert not Post.objects.exists()
    assert client.get(reverse("content:take-shared")).headers["Location"] == reverse(
        "content:write"
    )


def test_a_phone_shares_no_more_than_is_kept_and_nothing_that_cannot_be(ayu: User) -> None:
    client, url, none = as_(ayu), reverse("content:take-shared"), {"sec-fetch-site": "none"}
    assert client.post(url, {"text": "Jalan\0 rusak"}, headers=none).status_code == 302
    assert Unsaved.objects.get().values["text"] == ["Jalan rusak"]
    much = client.post(url, {"text": "x" * (keeping.MOST + 1)}, headers=none)
    assert much["Location"] == reverse("content:write")
    assert "Bagikan lebih sedikit" in client.get(much["Location"]).content.decode()
    assert Unsaved.objects.count() == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_no_other_site_shares_with_us(ayu: User, site: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ayu)
    sent = {"text": "Dari tempat lain"}
    answer = client.post(reverse("content:take-shared"), sent, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert not Unsaved.objects.exists()


def test_a_template_begins_a_post(write: Write, ayu: User, ayu_account: Account) -> None:
    row = actions.keep_wording(
        ayu, ayu_account.unit, kind="template", name="Layanan", text="Camat {{nama_kecamatan}}"
    )
    page = as_(ayu).get(reverse("content:write"), {"template": row.pk}).content.decode()
    assert "Camat Cibinong" in page
