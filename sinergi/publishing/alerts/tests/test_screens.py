"""The screens of warnings: Ayu looks and takes, Dian keeps the sources, Citra sees none of it."""

from __future__ import annotations

import html
import io
from datetime import datetime, timedelta

import pytest

from sinergi.conftest import person
from sinergi.lib.hazards.tests import official
from sinergi.people.models import User
from sinergi.publishing.alerts.tests.conftest import WEST
from sinergi.publishing.models import Alert, AlertDraft, Post
from sinergi.publishing.tests.test_screens import as_
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "bpbd")]
HOME = "/kerja/peringatan/"


def file(name: str, raw: bytes) -> io.BytesIO:
    found = io.BytesIO(raw)
    found.name = name
    return found


def test_citra_sees_nothing_of_ayus_words(words: AlertDraft, citra: User) -> None:
    client, page = as_(citra), f"{HOME}draf/{words.pk}/"
    listed = client.get(HOME).content.decode()
    assert "Angin Kencang" not in listed
    assert client.get(page).status_code == 404
    assert client.post(f"{page}ambil/").status_code == 404
    assert client.post(f"{page}kesampingkan/", {"reason": "x"}).status_code == 404
    words.refresh_from_db()
    assert words.state == "ready"
    assert not Post.objects.exists()


def test_an_auditor_looks_and_takes_nothing(words: AlertDraft, tree: dict[str, Unit]) -> None:
    client = as_(person("eka", "Eka", tree["regency"], Role.AUDITOR))
    assert client.get(f"{HOME}draf/{words.pk}/").status_code == 200
    assert client.post(f"{HOME}draf/{words.pk}/ambil/").status_code == 403
    assert client.get(f"{HOME}bawa/").status_code == 403


def test_ayu_looks_takes_the_words_and_goes_on_writing(words: AlertDraft, ayu: User) -> None:
    client = as_(ayu)
    assert "Angin Kencang" in client.get(HOME).content.decode()
    page = client.get(f"{HOME}draf/{words.pk}/").content.decode()
    for said in ("[LENGKAPI:", "BMKG", "Tulis dengan draf ini", "Versi singkat"):
        assert said in page
    answer = client.post(f"{HOME}draf/{words.pk}/ambil/")
    post = Post.objects.get()
    assert answer["Location"] == f"/kerja/tulis/{post.pk}/"
    again = client.post(f"{HOME}draf/{words.pk}/ambil/", follow=True).content.decode()
    assert "sudah memutuskan ini" in again
    assert Post.objects.count() == 1
    page = client.get(f"{HOME}draf/{words.pk}/").content.decode()
    assert f"/kerja/konten/{post.pk}/" in page
    assert f"{HOME}draf/{words.pk}/" in client.get(f"/kerja/konten/{post.pk}/").content.decode()
    AlertDraft.objects.update(ends=words.made - timedelta(minutes=1))
    page = client.get(f"/kerja/konten/{post.pk}/").content.decode()
    assert "yang dibahas unggahan ini sudah berakhir" in page


def test_without_a_reason_nothing_is_set_aside(words: AlertDraft, ayu: User) -> None:
    client, address = as_(ayu), f"{HOME}draf/{words.pk}/kesampingkan/"
    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 200
    assert 'id="errors"' in refused.content.decode()
    client.post(address, {"reason": "Sudah disampaikan BPBD"})
    words.refresh_from_db()
    assert words.state == "aside"
    page = client.get(f"{HOME}draf/{words.pk}/").content.decode()
    assert "Sudah disampaikan BPBD" in page
    assert "Tulis dengan draf ini" not in page


def test_what_is_over_cannot_be_taken_and_says_so(words: AlertDraft, ayu: User) -> None:
    AlertDraft.objects.update(ends=words.made - timedelta(minutes=1))
    client = as_(ayu)
    page = client.get(f"{HOME}draf/{words.pk}/").content.decode()
    assert "sudah berakhir" in page
    assert "Tulis dengan draf ini" not in page
    client.post(f"{HOME}draf/{words.pk}/ambil/")
    assert not Post.objects.exists()


def test_ayu_brings_a_file_for_her_own_office(
    tree: dict[str, Unit], ayu: User, now: datetime, borders: None
) -> None:
    client, unit = as_(ayu), tree["cibinong"].pk
    raw = official.cap(sent=now, rings=[WEST])
    answer = client.post(f"{HOME}bawa/", {"unit": unit, "file": file("CJB.xml", raw)})
    assert answer.status_code == 302
    draft = AlertDraft.objects.get()
    assert draft.unit == tree["cibinong"]
    assert draft.alert.by == ayu
    again = client.post(f"{HOME}bawa/", {"unit": unit, "text": raw.decode()}, follow=True)
    assert "sudah diketahui" in again.content.decode()
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Pilih berkas, atau tempel isinya."),
        ({"text": "Waspada hujan lebat"}, "bukan format resmi"),
        ({"text": official.cap(status="Exercise").decode()}, "hanya latihan"),
        ({"text": official.listing(("a", "https://a.example/")).decode()}, "hanya menyebut"),
    ],
)
def test_what_cannot_be_taken_stays_in_the_field(
    sent: dict[str, str], said: str, tree: dict[str, Unit], ayu: User
) -> None:
    page = as_(ayu).post(f"{HOME}bawa/", {"unit": tree["cibinong"].pk, **sent})
    assert page.status_code == 200
    assert said in page.content.decode()
    if sent:
        assert html.escape(sent["text"][:15]) in page.content.decode()
    assert not Alert.objects.exists()


def test_citra_brings_nothing_for_ayus_office(tree: dict[str, Unit], citra: User) -> None:
    sent = {"unit": tree["cibinong"].pk, "text": official.cap().decode()}
    assert as_(citra).post(f"{HOME}bawa/", sent).status_code == 200
    assert not Alert.objects.exists()


def test_hari_ini_shows_ayu_the_words_and_citra_nothing(
    words: AlertDraft, ayu: User, citra: User
) -> None:
    address = f"{HOME}draf/{words.pk}/"
    assert address in as_(ayu).get("/kerja/").content.decode()
    assert address not in as_(citra).get("/kerja/").content.decode()
    AlertDraft.objects.update(ends=words.made - timedelta(minutes=1))
    assert address not in as_(ayu).get("/kerja/").content.decode()
