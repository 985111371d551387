"""Files go to the server as they are chosen: once, however often they arrive."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from sinergi.conftest import person
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing import pictures
from sinergi.publishing.models import MediaFile, Post, PostMedia
from sinergi.publishing.tests.test_screens import as_, image, typed
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def other() -> SimpleUploadedFile:
    """Return an image of other content."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "blue").save(out, "PNG")
    return SimpleUploadedFile("pasar.png", out.getvalue(), content_type="image/png")


def add(user: User, *, status: int = 200, **sent: object) -> dict[str, str]:
    answer = as_(user).post(reverse("content:add-file"), sent)
    assert answer.status_code == status
    told: dict[str, str] = json.loads(answer.content) if answer.content[:1] == b"{" else {}
    return told


def token_of(html: str) -> str:
    found = re.search(r'name="picture" value="([^"]+)"', html)
    assert found
    return found[1]


def test_a_file_is_stored_and_comes_back_as_a_part_of_the_form(
    ayu: User, ayu_account: Account
) -> None:
    part = add(ayu, images=image())["html"]
    assert 'name="alt-0"' in part
    sent = typed(ayu_account, picture=[token_of(part)], **{"alt-0": "Loket"})
    assert as_(ayu).post(reverse("content:write"), sent).status_code == 302
    assert PostMedia.objects.get().alt == "Loket"


def test_the_same_file_stands_in_the_form_once(ayu: User, ayu_account: Account) -> None:
    token = token_of(add(ayu, images=image())["html"])
    assert add(ayu, images=image(), picture=[token]) == {"html": ""}
    # It was on its way by itself when the form was sent with it, too.
    sent = typed(ayu_account, picture=[token, token], images=[image()])
    as_(ayu).post(reverse("content:write"), sent)
    assert Post.objects.get().media.count() == 1
    assert MediaFile.objects.count() == 1


def test_its_place_in_the_form_follows_those_that_are_there(ayu: User) -> None:
    first = token_of(add(ayu, images=image())["html"])
    part = add(ayu, images=other(), picture=[first])["html"]
    assert 'name="alt-1"' in part
    assert 'name="drop-1"' in part


def test_what_is_no_image_is_refused_in_words(ayu: User) -> None:
    note = SimpleUploadedFile("surat.pdf", b"%PDF-1.7")
    assert "surat.pdf" in add(ayu, status=400, images=note)["message"]
    assert add(ayu, status=400)["message"]
    assert not MediaFile.objects.exists()


def test_a_form_takes_no_more_than_it_may(ayu: User) -> None:
    token = token_of(add(ayu, images=image())["html"])
    there = pictures.from_token(token, ayu.pk)
    assert there is not None
    others = [
        pictures.token(pictures.Picture(there.file, "x", "image/png", 1, f"{n:064x}"), ayu.pk)
        for n in range(pictures.MOST_PICTURES)
    ]
    told = add(ayu, status=400, images=other(), picture=others)
    assert str(pictures.MOST_PICTURES) in told["message"]


def test_nobody_adds_a_file_who_writes_nowhere(
    citra: User, tree: dict[str, Unit], ayu: User
) -> None:
    token = token_of(add(ayu, images=image())["html"])
    # Citra writes for her own office; Ayu's file is not hers to carry.
    part = add(citra, images=other(), picture=[token])["html"]
    assert pictures.from_token(token, citra.pk) is None
    assert token not in part
    reader = person("lihat", "Lihat", tree["ciomas"], Role.LEADER)
    add(reader, status=403, images=image())
