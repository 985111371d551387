"""Offices from a file: all of it or nothing, and every problem with its line."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.conftest import person
from sinergi.people.models import User
from sinergi.units import imports, preset
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db

Tree = dict[str, Unit]

HEAD = "code,name,kind,parent,short,valid_from\n"
GOOD = HEAD + (
    "32.01.01.1002,Karadenan,kelurahan,32.01.01,Kdn,2001-01-02\n"
    "32.01.01,Cibinong,kecamatan,32.01,,\n"
)


def region() -> Path:
    """Return the folder of the region's official lists, or skip where there is none."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "data" / "region"
    found = Path(os.environ.get("REGION_DATA", beside))
    if not (found / "wilayah_bogor.csv").exists():
        pytest.skip(f"no official lists in {found}: set REGION_DATA to their folder")
    return found


def brought(text: str | bytes, actor: User | None = None, **how: object) -> imports.Report:
    content = text.encode() if isinstance(text, str) else text
    given: dict[str, object] = {"dry_run": False, **how}
    return imports.import_content(actor, content, name="kantor.csv", **given)  # type: ignore[arg-type]  # a test's words


def problems(report: imports.Report) -> list[tuple[int, str]]:
    return [(line, str(problem)) for line, problem in report.problems]


def test_a_file_adds_changes_and_leaves(tree: Tree) -> None:
    report = brought(GOOD + "32.01.29,Ciomas Baru,kecamatan,32.01,,\n")
    assert (report.created, report.changed, report.unchanged) == (1, 1, 1)
    made = Unit.objects.get(code="32.01.01.1002")
    assert (made.kind, made.short, made.parent) == ("urban_village", "Kdn", tree["cibinong"])
    assert str(made.valid_from) == "2001-01-02"
    assert tree["ciomas"].former_names.get().name == "Ciomas"
    again = brought(GOOD)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert Entry.objects.filter(verb="unit.imported").count() == 2


def test_a_dry_run_tells_and_writes_nothing(tree: Tree) -> None:
    before, told = list(Unit.objects.values()), Entry.objects.count()
    report = brought(GOOD, dry_run=True)
    assert (report.created, report.unchanged, report.problems) == (1, 1, [])
    assert list(Unit.objects.values()) == before
    assert Entry.objects.count() == told


def test_every_problem_has_its_line_and_nothing_is_half_imported(tree: Tree) -> None:
    before = list(Unit.objects.values())
    report = brought(
        HEAD
        + "a,Baik,desa,32.01.01,,\n"
        + ",Tanpa kode,desa,32.01.01,,\n"
        + "b,,desa,32.01.01,,\n"
        + "c,C,istana,32.01.01,,\n"
        + "a,Lagi,desa,32.01.01,,\n"
        + "\n"
        + "d,D,desa,99.99,,\n"
        + "e,E,desa,32.01.01,,kemarin\n"
        + "f,F,desa,g,,\n"
        + "g,G,desa,f,,\n"
        + f"h,{'x' * 201},desa,32.01.01,,\n"
        + "32.01,Kabupaten Bogor,kabupaten,32.01.01,,\n"
    )
    found = problems(report)
    assert [line for line, _ in found] == [3, 4, 5, 6, 8, 9, 10, 11, 12, 13]
    texts = dict(found)
    assert "istana" in texts[5]
    assert "line 2" in texts[6]
    assert "99.99" in texts[8]
    assert "below itself" in texts[13]
    assert list(Unit.objects.values()) == before


def test_a_line_with_other_cells_than_the_first_is_a_problem_not_a_root(tree: Tree) -> None:
    report = brought(
        HEAD
        + "a,Tanpa induk,desa\n"
        + "b,Lebih,desa,32.01.01,,,lebih\n"
        + "c,Koma, di dalam,desa,32.01.01,,2026-01-31\n"
        + "d,Kosong di ujung,desa,32.01.01,,,,\n"
        + ",,\n"
        + "\n"
    )
    assert problems(report) == [
        (2, "the line has 3 cells, but the first line has 6"),
        (3, "the line has 7 cells, but the first line has 6"),
        (4, "the line has 7 cells, but the first line has 6"),
    ]
    assert not Unit.objects.filter(code__in="abcd").exists()


def test_lines_may_come_in_any_order_and_places_may_change(tree: Tree) -> None:
    report = brought(
        HEAD
        + "3,Tiga,desa,2,,\n2,Dua,desa,1,,\n1,Satu,desa,32.01.01,,\n"
        + "32.01.01,Cibinong,kecamatan,32.01.29,,\n"
    )
    assert problems(report) == []
    deep = Unit.objects.get(code="3")
    codes = [Unit.objects.get(pk=int(pk)).code for pk in deep.path.split(".") if pk]
    assert codes == ["32.01", "32.01.29", "32.01.01", "1", "2", "3"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "missing"),
        (b"code;name\n1;x\n", "kind"),
        (b"code;name;kind;name\n", "the column name twice: name, name"),
        (b"kode,nama,jenis,ID\n", "the column code twice: kode, id"),
        (b"\x00\x01\x02", "not text"),
        (b"\x8d\x9d", "not text"),
        (b"PK\x03\x04", "workbook"),
        (b'code,name,kind\n"' + b"x" * 200_000, "no line of a CSV"),
        (b"x" * 5_000_001, "5 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    tree: Tree, content: bytes, says: str
) -> None:
    with pytest.raises(imports.Unreadable, match=says):
        brought(content)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(imports.Unreadable, match="cannot be read"):
        imports.import_file(None, tmp_path / "tiada.csv", dry_run=True)


def test_spreadsheets_of_offices_are_read(tree: Tree) -> None:
    """Excel writes semicolons, a mark in front, or Windows letters; titles may be Indonesian."""
    text = "Kode;Nama;Jenis;Induk;Berlaku_mulai\r\n1;Désa Satu;Desa;32.01.01;02/01/2001\r\n"
    assert brought(text.encode("utf-8-sig")).created == 1
    assert brought(text.replace("1;D", "2;D").encode("cp1252")).created == 1
    assert str(Unit.objects.get(code="1").valid_from) == "2001-01-02"
    assert (
        list(Unit.objects.filter(code__in="12").values_list("name", flat=True)) == ["Désa Satu"] * 2
    )


def test_formulas_and_odd_letters_are_only_text(tree: Tree) -> None:
    report = brought(HEAD + '1,"=HYPERLINK(""x"") {0} %s",desa,32.01.01,,\n"2\x00",x,desa,1,,\n')
    assert [line for line, _ in problems(report)] == [3]
    assert problems(brought(HEAD + '1,"=1+1 {0} %s",desa,32.01.01,,\n')) == []


def test_a_short_name_in_a_list_renames_nothing(db: None) -> None:
    preset.create()
    report = brought("code,name,level,parent\n32.01.01,Cibinong,kecamatan,32.01\n")
    assert (report.changed, report.unchanged) == (0, 1)
    assert Unit.objects.get(code="32.01.01").name == "Kecamatan Cibinong"


def test_a_person_imports_only_into_their_own_offices(tree: Tree) -> None:
    local = person("hadi", "Hadi", tree["cibinong"], Role.COORDINATOR)
    mine = HEAD + "1,Satu,desa,32.01.01,,\n32.01,Kabupaten Bogor,kabupaten,,,\n"
    assert problems(brought(mine, local)) == []
    for other in (
        "2,Dua,desa,32.01.29,,\n",
        "2,Dua,desa,,,\n",
        "32.01.29,Ciomas Raya,kecamatan,32.01,,\n",
        "1,Satu,desa,32.01.29,,\n",
        "32.01.29,Ciomas,kecamatan,32.01.01,,\n",
    ):
        report = brought(HEAD + other, local)
        assert [line for line, _ in report.problems] == [2], other
    tree["ciomas"].refresh_from_db()
    assert (tree["ciomas"].name, tree["ciomas"].parent) == ("Ciomas", tree["regency"])


def test_offices_without_a_parent_go_where_one_says(tree: Tree) -> None:
    text = "id,name,type\ndisdik,Dinas Pendidikan,dinas\ndiskominfo,Diskominfo,dinas\n"
    report = brought(text, under=tree["regency"])
    assert (report.created, report.unchanged) == (1, 1)
    assert Unit.objects.get(code="disdik").parent == tree["regency"]
    assert Unit.objects.get(code="diskominfo").kind == "communications"


def test_the_476_official_areas_come_in_as_a_whole(db: None) -> None:
    content = (region() / "wilayah_bogor.csv").read_bytes()
    report = brought(content)
    assert (report.created, report.problems) == (476, [])
    kinds = {kind: Unit.objects.filter(kind=kind).count() for kind in ("district", "village")}
    assert kinds == {"district": 40, "village": 416}
    assert Unit.objects.filter(kind="urban_village").count() == 19
    again = brought(content)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 476)


def test_the_official_areas_complete_the_preset(db: None) -> None:
    preset.create()
    report = brought((region() / "wilayah_bogor.csv").read_bytes())
    assert (report.created, report.changed, report.problems) == (435, 0, [])
    lists = (region() / "perangkat_daerah_bogor.csv").read_bytes()
    agencies = brought(lists, under=Unit.objects.get(code="32.01"), dry_run=True)
    assert agencies.problems == []


@pytest.fixture
def dewi(tree: Tree) -> User:
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


def sent(client: Client, text: str) -> str:
    file = io.BytesIO(text.encode())
    file.name = "kantor.csv"
    answer = client.post(reverse("units:import"), {"file": file})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("pages")
def test_on_the_page_a_file_is_checked_and_then_brought_in(dewi: User, tree: Tree) -> None:
    client = Client()
    client.force_login(dewi)
    assert client.get(reverse("units:import")).status_code == 200
    shown = sent(client, GOOD)
    held = re.search(r'name="held" value="([^"]+)"', shown)
    assert held
    assert not Unit.objects.filter(code="32.01.01.1002").exists()
    citra = Client()
    citra.force_login(person("hadi", "Hadi", tree["ciomas"], Role.COORDINATOR))
    assert citra.post(reverse("units:import"), {"held": held[1]})["Location"].endswith("/impor/")
    done = client.post(reverse("units:import"), {"held": held[1]})
    assert done["Location"] == reverse("units:list")
    assert Unit.objects.filter(code="32.01.01.1002").exists()
    twice = client.post(reverse("units:import"), {"held": held[1]}, follow=True)
    assert twice.status_code == 200


@pytest.mark.usefixtures("pages")
def test_on_the_page_every_problem_is_shown_and_nothing_can_be_brought_in(dewi: User) -> None:
    client = Client()
    client.force_login(dewi)
    shown = sent(client, HEAD + "1,<b>Satu</b>,istana,99,,\n")
    assert 'id="problems"' in shown
    assert 'name="held"' not in shown
    assert "&lt;b&gt;" in shown or "<b>Satu" not in shown
    for nothing in ("", "code,name\n"):
        assert 'id="errors"' in sent(client, nothing)


@pytest.mark.usefixtures("pages")
def test_what_changed_between_check_and_import_is_told(dewi: User, tree: Tree) -> None:
    client = Client()
    client.force_login(dewi)
    shown = sent(client, HEAD + "32.01.01.1002,Karadenan,kelurahan,32.01.01,,\n")
    held = re.search(r'name="held" value="([^"]+)"', shown)
    assert held
    kept = cache.get(f"units.import.{dewi.pk}.{held[1]}")
    assert kept[1] == "kantor.csv"
    Unit.objects.filter(code="32.01.01").update(code="lain")
    shown = client.post(reverse("units:import"), {"held": held[1]}).content.decode()
    assert 'id="problems"' in shown
    assert not Unit.objects.filter(code="32.01.01.1002").exists()
