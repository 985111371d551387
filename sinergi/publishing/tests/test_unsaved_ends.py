"""What is kept of words that are not saved, what is not, and until when."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.models import Post, Unsaved
from sinergi.publishing.tests.test_screens import as_, image, typed, value_of
from sinergi.publishing.tests.test_unsaved import keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_words_can_be_discarded(draft: Post, ayu: User, ayu_account: Account) -> None:
    client, key = as_(ayu), uuid4()
    keep(client, ayu_account, key=str(key))
    keep(client, ayu_account, post=draft.pk, version="1", text="Coba")
    of_post = Unsaved.objects.get(post=draft)
    assert client.post(reverse("content:discard", args=[key])).status_code == 302
    client.post(reverse("content:discard", args=[of_post.key]))
    assert not Unsaved.objects.exists()
    assert draft.text in client.get(reverse("content:edit", args=[draft.pk])).content.decode()


def test_images_stay_with_unsaved_words(ayu: User, ayu_account: Account) -> None:
    client, key = as_(ayu), str(uuid4())
    page = client.post(
        reverse("content:write"), typed(ayu_account, key=key, do="preview", images=[image()])
    ).content.decode()
    keep(client, ayu_account, key=key, picture=[value_of("picture", page)], **{"alt-0": "Peta"})
    Unsaved.objects.update(at=timezone.now() - timedelta(days=20))
    assert actions.forget(timezone.now() + timedelta(days=20)) == 0
    page = client.get(reverse("content:write"), {"draft": key}).content.decode()
    assert value_of("picture", page)
    assert "Peta" in page


def test_old_unsaved_words_are_forgotten(ayu: User, ayu_account: Account) -> None:
    keep(as_(ayu), ayu_account, key=str(uuid4()))
    actions.forget_unsaved(timezone.now() + timedelta(days=89))
    assert Unsaved.objects.exists()
    actions.forget_unsaved(timezone.now() + timedelta(days=91))
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "1234"])
def test_without_a_key_nothing_is_kept_and_it_is_said(
    ayu: User, ayu_account: Account, key: str
) -> None:
    status, told = keep(as_(ayu), ayu_account, key=key)
    assert (status, bool(told["message"])) == (400, True)
    assert not Unsaved.objects.exists()


def test_too_much_is_not_kept_by_itself(ayu: User, ayu_account: Account) -> None:
    status, _told = keep(as_(ayu), ayu_account, key=str(uuid4()), text="x" * 400_001)
    assert (status, Unsaved.objects.count()) == (400, 0)


def test_a_form_for_every_account_of_a_regency_is_kept(ayu: User, ayu_account: Account) -> None:
    many = {f"own-{pk}": "" for pk in range(10, 3_000)}
    assert keep(as_(ayu), ayu_account, key=str(uuid4()), **many)[0] == 200
