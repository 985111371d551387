"""The library on the screens: what they keep, what Citra sees, and how posts take from it."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sinergi.conftest import person
from sinergi.lib.media.tests.made import photo
from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.publishing.library import aiming, crops, keeping
from sinergi.publishing.library.aiming import Aim
from sinergi.publishing.library.rules import Said
from sinergi.publishing.library.tests.conftest import Bring, taken
from sinergi.publishing.models import LibraryFile
from sinergi.publishing.tests.conftest import Write
from sinergi.publishing.tests.test_screens import as_
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

LIST = "/kerja/media/"


def sent(name: str, size: tuple[int, int] = (400, 200)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(size=size), "image/jpeg")


def page_of(client: Client, row: LibraryFile, name: str = "library-file") -> str:
    return client.get(reverse(f"content:{name}", args=[row.pk])).content.decode()


def uploaded(unit: Unit, *files: SimpleUploadedFile, **more: object) -> dict[str, object]:
    return {"unit": unit.pk, "brought": list(files), **more}


SEEN = ("library-file", "library-small", "library-whole")
ACTS = (
    "library-change", "library-crop", "library-replace", "library-withdraw",
    "library-bring-back", "library-drop",
)  # fmt: skip


def statuses(user: User, row: LibraryFile) -> tuple[set[int], set[int]]:
    """Return what somebody gets who looks at a file, and who tries every act on it."""
    client = as_(user)
    looks = [client.get(reverse(f"content:{name}", args=[row.pk])) for name in SEEN]
    looks.append(client.get(reverse("content:library-look", args=[row.pk, "tall"])))
    for answer in looks:
        if answer.streaming:
            list(answer.streaming_content)  # type: ignore[attr-defined]  # which closes the file
    acts = [client.post(reverse(f"content:{name}", args=[row.pk])) for name in ACTS]
    return {a.status_code for a in looks}, {a.status_code for a in acts}


def test_citra_sees_nothing_of_a_file_of_ayus(market: LibraryFile, citra: User) -> None:
    assert statuses(citra, market) == ({404}, {404})
    assert "Pasar Cibinong" not in as_(citra).get(LIST).content.decode()
    assert LibraryFile.objects.get() == market


def test_citra_sees_what_is_shared_and_changes_nothing_of_it(
    logo: LibraryFile, citra: User
) -> None:
    assert statuses(citra, logo) == ({200}, {403})
    assert "Bingkai" in as_(citra).get(LIST).content.decode()


def test_a_file_that_is_gone_from_the_storage_is_not_found(market: LibraryFile, ayu: User) -> None:
    for name in {market.file.file, market.file.poster, market.file.origin} - {""}:
        default_storage.delete(name)
    client = as_(ayu)
    assert {
        client.get(reverse(f"content:{n}", args=[market.pk])).status_code for n in SEEN[1:]
    } == {404}


def test_who_only_reads_adds_nothing(market: LibraryFile, budi: User) -> None:
    assert as_(budi).get(reverse("content:library-upload")).status_code == 403
    assert as_(budi).get(LIST).status_code == 200


def test_whoever_has_no_office_has_no_library(tree: dict[str, Unit]) -> None:
    stranger = User.objects.create_user("sari", password="x", name="Sari")
    assert as_(stranger).get(LIST).status_code == 403
    assert as_(stranger).get(reverse("content:library-pick")).status_code == 403


def test_many_files_are_added_at_once_and_what_cannot_be_is_named(
    ayu: User, tree: dict[str, Unit]
) -> None:
    client, url = as_(ayu), reverse("content:library-upload")
    broken = SimpleUploadedFile("rusak.jpg", b"nothing", "image/jpeg")
    files = uploaded(
        tree["cibinong"], sent("a.jpg"), sent("b.jpg", (90, 60)), broken, tags="pasar, umkm"
    )
    page = client.post(url, files).content.decode()
    assert "rusak.jpg" in page
    assert LibraryFile.objects.count() == 2
    assert LibraryFile.objects.get(title="b").tags == ["pasar", "umkm"]
    again = client.post(url, uploaded(tree["cibinong"], sent("lagi.jpg"))).content.decode()
    assert "lagi.jpg" in again
    assert LibraryFile.objects.count() == 2


def test_nothing_is_put_into_the_library_of_another_office(
    ayu: User, tree: dict[str, Unit]
) -> None:
    url = reverse("content:library-upload")
    as_(ayu).post(url, uploaded(tree["ciomas"], sent("a.jpg")))
    assert not LibraryFile.objects.exists()


def test_what_was_typed_stays_when_something_is_missing(market: LibraryFile, ayu: User) -> None:
    url = reverse("content:library-change", args=[market.pk])
    told = {"version": market.version, "title": "Pasar pagi", "licence": "cc"}
    page = as_(ayu).post(url, told).content.decode()
    assert 'value="Pasar pagi"' in page
    assert "Tuliskan atribusi" in page or "Write the attribution" in page
    as_(ayu).post(url, {**told, "attribution": "Foto: Wisnu", "poster": "no"})
    market.refresh_from_db()
    assert (market.title, market.attribution, market.poster) == ("Pasar pagi", "Foto: Wisnu", False)


def test_who_saves_over_another_sees_both(market: LibraryFile, ayu: User) -> None:
    keeping.change(ayu, market, Said(title="Dari rekan"), version=market.version)
    url = reverse("content:library-change", args=[market.pk])
    page = as_(ayu).post(url, {"version": market.version, "title": "Dari saya"}).content.decode()
    assert "Dari rekan" in page
    assert 'value="Dari saya"' in page


def test_crops_are_looked_at_before_they_are_kept(market: LibraryFile, ayu: User) -> None:
    client, url = as_(ayu), reverse("content:library-crop", args=[market.pk])
    fields = {"focus_x": 10, "focus_y": 90, "aimed": "on"}
    for shape in ("square", "portrait", "tall", "wide"):
        fields |= {f"{shape}-x": 30, f"{shape}-y": 40, f"{shape}-size": 60}
    told = {**fields, "square-own": "on"}
    page = client.post(url, {**told, "do": "look"}).content.decode()
    assert "aim=30%2C40%2C60" in page
    assert "aim=10%2C90%2C100" in page
    assert not market.crops.exists()
    client.post(url, {**told, "do": "save"})
    said = crops.chosen(market.unit, [taken()])[market.file.source]
    assert said.crops == {"square": Aim(30, 40, 60)}
    assert said.focus == Aim(10, 90)
    assert client.post(url, {**told, "focus_x": 400}).status_code == 200
    assert "is less than or equal" not in page


def test_a_look_at_any_aim_stays_inside_the_picture(market: LibraryFile, ayu: User) -> None:
    url = reverse("content:library-look", args=[market.pk, "tall"])
    for asked in ("?aim=0,0,20", "?aim=999,999,999", "?aim=;", "?zones=", "?zones=nothing"):
        answer = as_(ayu).get(url + asked)
        assert answer["Content-Type"] == "image/webp"
        with Image.open(io.BytesIO(answer.content)) as shown:
            assert shown.size == (135, 240)
    assert as_(ayu).get(url.replace("tall", "round")).status_code == 404


def test_whose_buttons_are_shown_is_chosen_on_the_page(market: LibraryFile, ayu: User) -> None:
    client, url = as_(ayu), reverse("content:library-crop", args=[market.pk])
    first = client.get(url).content.decode()
    assert "zones=&quot;" in first or 'zones="' in first
    covering = [about for about in networks.choices() if about.covered]
    assert covering
    assert all(f'<option value="{about.slug}">{about.name}</option>' in first for about in covering)
    told = {"do": "look", "focus_x": 50, "focus_y": 50}
    shapes = {f"{shape}-{part}": 50 for shape in aiming.RATIOS for part in ("x", "y", "size")}
    for zones, seen in ((covering[0].slug, True), ("-", False)):
        page = client.post(url, {**told, **shapes, "zones": zones}).content.decode()
        assert ("zones=" in page.replace('name="zones"', "")) is seen
        assert (f"zones={zones}" in page) is seen
    refused = client.post(url, {**told, **shapes, "zones": "tidak-ada"}).content.decode()
    assert 'id="errors"' in refused


def test_a_newer_file_is_told_apart_from_the_older(market: LibraryFile, ayu: User) -> None:
    url = reverse("content:library-replace", args=[market.pk])
    same = as_(ayu).post(url, {"file": sent("sama.jpg")})
    assert same.status_code == 200
    assert as_(ayu).post(url, {"file": sent("baru.jpg", (500, 200))}).status_code == 302
    assert "pasar.jpg" in page_of(as_(ayu), market)


def test_a_file_tells_where_it_is_used(market: LibraryFile, ayu: User, write: Write) -> None:
    post = write("Pasar murah", media=[taken()])
    page = page_of(as_(ayu), market)
    assert reverse("content:post", args=[post.pk]) in page
    assert reverse("content:library-drop", args=[market.pk]) not in page


def test_withdrawing_asks_for_a_reason_and_can_be_taken_back(
    market: LibraryFile, ayu: User
) -> None:
    client, url = as_(ayu), reverse("content:library-withdraw", args=[market.pk])
    assert client.post(url).status_code == 200
    assert client.post(url, {"reason": "Izin ditarik"}).status_code == 302
    assert "Izin ditarik" in page_of(client, market)
    assert "Pasar Cibinong" not in client.get(LIST).content.decode()
    client.post(reverse("content:library-bring-back", args=[market.pk]))
    assert "Pasar Cibinong" in client.get(LIST).content.decode()
    assert client.post(reverse("content:library-drop", args=[market.pk])).status_code == 302
    assert not LibraryFile.objects.exists()


def test_the_list_is_searched_and_goes_on(bring: Bring, ayu: User) -> None:
    for number in range(26):
        bring(f"{number}.jpg", (30 + number, 20), title=f"Foto {number}", tags=["banyak"])
    page = as_(ayu).get(LIST + "?words=banyak").content.decode()
    assert "Foto 25" in page
    assert "Foto 1<" not in page
    older = re.search(r'href="(\?words=banyak&amp;page=[^"]+)"', page)
    assert older
    assert "Foto 1<" in as_(ayu).get(LIST + older[1].replace("&amp;", "&")).content.decode()
    assert "Foto" not in as_(ayu).get(LIST + "?words=entah").content.decode()
    assert as_(ayu).get(LIST + "?page=entah").status_code == 200


def test_a_reader_sees_no_way_to_change(market: LibraryFile, tree: dict[str, Unit]) -> None:
    leader = person("lili", "Lili", tree["cibinong"], Role.LEADER)
    page = page_of(as_(leader), market)
    assert reverse("content:library-change", args=[market.pk]) not in page
    assert reverse("content:library-withdraw", args=[market.pk]) not in page
