"""The screens of warnings: Ayu looks and takes, Dian keeps the sources, Citra sees none of it."""

from __future__ import annotations

import html
import io
import json
from datetime import datetime, timedelta

import pytest

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.lib.hazards.tests import official
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.publishing.alerts import taking
from sinergi.publishing.alerts.tests.conftest import WEST, Tell
from sinergi.publishing.models import Alert, AlertDraft, AlertSource, Area, Post
from sinergi.publishing.tests.test_screens import as_
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "bpbd")]
HOME = "/kerja/peringatan/"


@pytest.fixture
def words(
    tree: dict[str, Unit], tell: Tell, now: datetime, ayu_account: Account, borders: None
) -> AlertDraft:
    taking.take(tree["regency"], tell(), now=now)
    return AlertDraft.objects.get(unit=tree["cibinong"])


def file(name: str, raw: bytes) -> io.BytesIO:
    found = io.BytesIO(raw)
    found.name = name
    return found


def geojson(*codes: str) -> bytes:
    ring = [list(corner) for corner in WEST]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": geometry} for code in codes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


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


def test_citra_and_ayu_keep_no_sources(
    tree: dict[str, Unit], citra: User, ayu: User, now: datetime
) -> None:
    row = AlertSource.objects.create(unit=tree["regency"], name="x", address="https://x.example/")
    for user in (citra, ayu):
        client, unit = as_(user), tree["regency"].pk
        assert client.get(f"{HOME}sumber/").status_code == 403
        assert client.get(f"{HOME}batas/").status_code == 403
        assert client.get(f"{HOME}sumber/kantor/{unit}/").status_code == 403
        assert client.post(f"{HOME}sumber/kantor/{unit}/resmi/").status_code == 403
        assert client.get(f"{HOME}sumber/{row.pk}/").status_code == 404
        assert client.post(f"{HOME}sumber/{row.pk}/saklar/", {"do": "on"}).status_code == 404
        assert client.post(f"{HOME}sumber/{row.pk}/hapus/").status_code == 404
    row.refresh_from_db()
    assert not row.enabled


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


def test_dian_adds_the_official_addresses_and_turns_one_on(
    tree: dict[str, Unit], dian: User, now: datetime
) -> None:
    client, unit = as_(dian), tree["regency"].pk
    for _ in range(2):
        client.post(f"{HOME}sumber/kantor/{unit}/resmi/")
    assert AlertSource.objects.count() == 6
    assert not AlertSource.objects.filter(enabled=True).exists()
    row = AlertSource.objects.get(address__contains="nowcast")
    client.post(f"{HOME}sumber/{row.pk}/saklar/", {"do": "on"})
    row.refresh_from_db()
    assert (row.enabled, row.enabled_by) == (True, dian)
    assert row.next_read is not None
    assert row.next_read <= now + timedelta(minutes=1)
    assert Entry.objects.filter(verb="alert.source_on").count() == 1
    forecast = AlertSource.objects.get(address__contains="{code}")
    page = client.post(f"{HOME}sumber/{forecast.pk}/saklar/", {"do": "on"}, follow=True)
    assert "membutuhkan kode desa" in page.content.decode()
    forecast.refresh_from_db()
    assert not forecast.enabled


def test_dian_writes_a_source_and_what_cannot_be_one_is_refused(
    tree: dict[str, Unit], dian: User, bpbd: Unit
) -> None:
    client, address = as_(dian), f"{HOME}sumber/kantor/{tree['regency'].pk}/"
    typed = {"name": "BPBD Jabar", "address": "http://bpbd.example/", "minutes": 5}
    assert "https://" in client.post(address, typed).content.decode()
    typed |= {"address": "https://bpbd.example/a", "only": "Bogor, Cisarua\nCiawi"}
    assert client.post(address, {**typed, "always": [bpbd.pk]}).status_code == 302
    row = AlertSource.objects.get()
    assert row.only == ["Bogor", "Cisarua", "Ciawi"]
    assert list(row.always.all()) == [bpbd]
    page = client.post(address, typed)
    assert "sudah menjadi sumber" in page.content.decode()
    page = client.post(f"{HOME}sumber/{row.pk}/", {**typed, "codes": "Cibinong"})
    assert "bukan kode desa" in page.content.decode()
    client.post(f"{HOME}sumber/{row.pk}/hapus/")
    assert not AlertSource.objects.exists()


def test_dian_brings_borders_in_and_hears_what_is_unknown(
    tree: dict[str, Unit], dian: User
) -> None:
    client, unit = as_(dian), tree["regency"].pk
    assert "nama kecamatan bisa tertukar" in client.get(f"{HOME}sumber/").content.decode()
    sent = {"unit": unit, "file": file("batas.geojson", geojson("32.01.01", "32.02.01"))}
    page = client.post(f"{HOME}batas/", sent, follow=True).content.decode()
    assert "32.02.01" in page
    assert "1 dari 2 kecamatan" in page
    assert Area.objects.get().unit == tree["cibinong"]
    for bad in (b"x", geojson("99.99.99")):
        page = client.post(f"{HOME}batas/", {"unit": unit, "file": file("b", bad)}).content.decode()
        assert "Tidak ada yang diubah" in page
    assert Area.objects.count() == 1


def test_a_source_that_failed_says_what_happened(tree: dict[str, Unit], dian: User) -> None:
    AlertSource.objects.create(
        unit=tree["regency"], name="x", address="https://x.example/", failures=1,
        problem={"message": "{host} cannot be reached.", "facts": {"host": "x.example"}},
    )  # fmt: skip
    assert "x.example tidak dapat dihubungi" in as_(dian).get(f"{HOME}sumber/").content.decode()


def test_hari_ini_shows_ayu_the_words_and_citra_nothing(
    words: AlertDraft, ayu: User, citra: User
) -> None:
    address = f"{HOME}draf/{words.pk}/"
    assert address in as_(ayu).get("/kerja/").content.decode()
    assert address not in as_(citra).get("/kerja/").content.decode()
    AlertDraft.objects.update(ends=words.made - timedelta(minutes=1))
    assert address not in as_(ayu).get("/kerja/").content.decode()
