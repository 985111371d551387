"""The library is searched, narrowed, and turned page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing.library import queries
from sinergi.publishing.library.queries import Asked
from sinergi.publishing.library.rules import Licence
from sinergi.publishing.library.tests.conftest import Bring, taken
from sinergi.publishing.library.tests.test_keeping import names
from sinergi.publishing.models import LibraryFile
from sinergi.publishing.tests.conftest import Write

pytestmark = pytest.mark.django_db


def test_words_are_found_in_all_that_is_said(bring: Bring, ayu: User) -> None:
    bring("IMG_01.jpg", title="Hari Pasar", tags=["Sayur", "#UMKM"], maker="Dinas Pasar")
    bring("IMG_02.jpg", (200, 400), description="Lapangan kosong", licence=Licence.OWN)
    assert names(ayu, words="sayur umkm") == ["Hari Pasar"]
    assert names(ayu, words="img_02 lapangan") == ["IMG 02"]
    assert names(ayu, words="sayur lapangan") == []
    assert names(ayu, words="100%") == []


def test_the_list_is_narrowed_by_shape_licence_kind_and_use(
    market: LibraryFile, bring: Bring, ayu: User, write: Write
) -> None:
    bring("b.jpg", (200, 400), title="Tegak", licence=Licence.OWN)
    bring("c.jpg", (100, 100), title="Persegi", until=timezone.localdate() + timedelta(days=9))
    write(media=[taken()])
    assert names(ayu, turned="tall") == ["Tegak"]
    assert names(ayu, turned="square") == ["Persegi"]
    assert names(ayu, licence="own") == ["Tegak"]
    assert names(ayu, state="ending") == ["Persegi"]
    assert names(ayu, state="unused") == ["Persegi", "Tegak"]
    assert names(ayu, kind="video") == []


def test_pages_go_on_where_the_last_ended(bring: Bring, ayu: User) -> None:
    for number in range(5):
        bring(f"{number}.jpg", (20 + number, 20), title=str(number))
    first = queries.file_page(ayu, Asked(), size=2)
    second = queries.file_page(ayu, Asked(), cursor=first.older, size=2)
    assert [row.title for row in first.rows] == ["4", "3"]
    assert [row.title for row in second.rows] == ["2", "1"]
    assert queries.file_page(ayu, Asked(), cursor=second.newer, size=2).rows == first.rows
