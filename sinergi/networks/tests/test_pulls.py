"""Files that networks fetch: by an address that is new each time and ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sinergi.networks import gateway, pulls
from sinergi.networks.tests.conftest import Queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture(autouse=True)
def reached(settings: Settings) -> None:
    settings.SITE_URL = "https://sinergi.example"


@pytest.fixture
def file() -> str:
    return default_storage.save("posts/tes.png", ContentFile(b"gambar"))


def path_of(address: str) -> str:
    return "/kerja/" + address.partition("/kerja/")[2]


def taken(path: str) -> tuple[int, bytes]:
    answer = Client().get(path)
    return answer.status_code, answer.getvalue() if answer.status_code == 200 else b""


def test_a_network_takes_a_file_without_signing_in(file: str, queue: Queue) -> None:
    item = {"file": file, "name": "a.png", "mime": "image/png", "size": 6, "width": 4}
    media = gateway.draft_of(queue(media=[item])).media[0]
    assert media.link is not None
    addresses = {media.link() for _ in range(3)}
    assert len(addresses) == 3
    assert {taken(path_of(a)) for a in addresses} == {(200, b"gambar")}
    assert (media.width, media.height) == (4, 0)


def test_where_no_network_reaches_us_a_file_has_no_address(
    file: str, queue: Queue, settings: Settings
) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    item = {"file": file, "name": "a.png", "mime": "image/png", "size": 6}
    assert gateway.draft_of(queue(media=[item])).media[0].link is None


def test_nobody_takes_it_with_another_address_or_too_late(file: str) -> None:
    now = timezone.now()
    good = path_of(pulls.address(file, "image/png", delivery=1, now=now))
    assert taken(good[:-4] + "xxx/")[0] == 404
    assert taken("/kerja/ambil/x/")[0] == 404
    gone = path_of(pulls.address("posts/none.png", "image/png", delivery=1, now=now))
    assert taken(gone)[0] == 404
    before = now - pulls.LASTS - timedelta(seconds=2)
    assert taken(path_of(pulls.address(file, "image/png", delivery=1, now=before)))[0] == 404
