"""The screens of sources and borders: Dian keeps them, others do not see them."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta

import pytest

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.publishing.alerts.tests.conftest import WEST
from sinergi.publishing.models import AlertSource, Area
from sinergi.publishing.tests.test_screens import as_
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages", "bpbd")]
HOME = "/kerja/peringatan/"


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


def test_who_keeps_the_installation_finds_the_sources_and_reads_no_words(
    tree: dict[str, Unit],
) -> None:
    client = as_(person("opi", "Opi", tree["regency"], Role.OPERATOR))
    assert f'href="{HOME}"' in client.get("/kerja/menu/").content.decode()
    assert client.get(HOME, follow=True).redirect_chain == [(f"{HOME}sumber/", 302)]


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
    assert "sinergi units areas FILE" in client.get(f"{HOME}sumber/").content.decode()
    assert "Batas 2 dari 2 kecamatan belum dikenal" in client.get(HOME).content.decode()
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
