"""Pictures for answers from the office's library: what may be used, and by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.inbox.models import Conversation, Draft
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.pictured import at, brought, form_of, names
from sinergi.inbox.tests.test_pictures_bound import in_library
from sinergi.inbox.tests.test_screens import as_
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.publishing.models import LibraryFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "media")]


@pytest.fixture
def talk(heard: Hear) -> Conversation:
    return heard("c1")


@pytest.fixture
def entry(ayu_account: Account) -> LibraryFile:
    source = str(brought("loket.png")["sha256"])
    return in_library(ayu_account, source, description="Loket di aula", words="peta loket aula")


def test_a_picture_is_found_taken_and_sent(
    talk: Conversation, entry: LibraryFile, ayu: User
) -> None:
    sought = form_of(talk, ayu, do="seek", seek=" loket\naula ")
    page = as_(ayu).post(at("attach", talk), sought, follow=True).content.decode()
    look = at("picture", talk, "pustaka", entry.pk, 0)
    assert look in page
    assert 'alt="Loket di aula"' in page
    assert "Ini fotonya." in page
    assert as_(ayu).get(look).status_code == 200
    as_(ayu).post(at("attach", talk), form_of(talk, ayu, take=str(entry.pk)))
    as_(ayu).post(at("attach", talk), form_of(talk, ayu, take=str(entry.pk), **{"alt-0": "Loket"}))
    assert [(i["name"], i["alt"]) for i in Draft.objects.get().media] == [("a.png", "Loket")]
    as_(ayu).post(at("reply", talk), form_of(talk, ayu, **{"alt-0": "Loket di aula"}))
    assert [one["alt"] for one in Delivery.objects.get().media] == ["Loket di aula"]


def test_what_may_not_be_used_is_not_offered(
    talk: Conversation, entry: LibraryFile, ayu: User
) -> None:
    LibraryFile.objects.update(ends=timezone.localdate() - timedelta(days=1))
    page = as_(ayu).get(at("conversation", talk) + "?gambar=loket").content.decode()
    assert "Tidak ditemukan" in page
    for named in (str(entry.pk), "0", "x"):
        as_(ayu).post(at("attach", talk), form_of(talk, ayu, take=named))
        assert names(Draft.objects.get().media) == []
    assert as_(ayu).get(at("picture", talk, "pustaka", entry.pk, 0)).status_code == 404


def test_citra_takes_nothing_of_ayus_library(
    talk: Conversation, entry: LibraryFile, ayu: User, citra: User, citra_account: Account
) -> None:
    assert as_(citra).get(at("picture", talk, "pustaka", entry.pk, 0)).status_code == 404
    theirs = Conversation.objects.get(pk=talk.pk)
    Conversation.objects.filter(pk=theirs.pk).update(unit=citra_account.unit)
    as_(citra).post(at("attach", theirs), form_of(theirs, citra, take=str(entry.pk)))
    assert names(Draft.objects.get(by=citra).media) == []
    assert as_(citra).get(at("picture", theirs, "pustaka", entry.pk, 0)).status_code == 404
