"""Labelled texts from files: masked at the door, persons never read, bad lines told by number."""

from __future__ import annotations

import pytest

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding.actions.importing import import_file
from sinergi.understanding.models import Label, Text
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

OWN = (
    "teks;topik;sentimen\n"
    "Jalan Melati rusak;roads;negatif\n"
    "Terima kasih, sampah sudah diangkut;waste;positif\n"
)
LAPOR = (
    '"Tracking ID","Nama Pelapor","Klasifikasi Laporan","Kategori","Judul Laporan",'
    '"Isi Laporan Awal","Isi Laporan Akhir","Kecamatan","No HP"\n'
    '"1001","Siti Invented","Pengaduan Tidak Berkadar Pengawasan","Infrastruktur",'
    '"Jalan rusak","Jalan rusak awal","Jalan rusak, hubungi 0812-3456-7890","Cibinong",'
    '"081200000000"\n'
    '"1002","Joko Invented","Permintaan Informasi","Kependudukan","KTP","Syarat KTP apa?","",'
    '"Ciomas",""\n'
)


def bring(dewi: User, tree: dict[str, Unit], words: str, *, dry_run: bool = False) -> object:
    return import_file(dewi, tree["cibinong"], words.encode(), dry_run=dry_run)


def test_a_file_of_ones_own_comes_in_with_its_labels(dewi: User, tree: dict[str, Unit]) -> None:
    report = import_file(dewi, tree["cibinong"], OWN.encode(), dry_run=False)
    assert (report.new, report.labels, report.lapor) == (2, 4, False)
    said = set(Label.objects.values_list("text__text", "head", "label"))
    assert ("Jalan Melati rusak", "topic", "roads") in said
    assert ("Terima kasih, sampah sudah diangkut", "sentiment", "positive") in said
    assert Entry.objects.filter(verb="labels.imported").exists()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_files_of_excel_are_read_whatever_their_letters(
    dewi: User, tree: dict[str, Unit], encoding: str
) -> None:
    for words, texts in ((OWN, 2), (LAPOR, 4)):
        parted = words.replace(",", "\t") if encoding == "utf-16" else words
        report = import_file(dewi, tree["cibinong"], parted.encode(encoding), dry_run=False)
        assert not report.problems
        assert Text.objects.count() == texts


def test_a_file_that_comes_again_brings_no_labels(dewi: User, tree: dict[str, Unit]) -> None:
    import_file(dewi, tree["cibinong"], OWN.encode(), dry_run=False)
    changed = OWN.replace("negatif", "netral").encode()
    for dry_run in (True, False):
        report = import_file(dewi, tree["cibinong"], changed, dry_run=dry_run)
        assert (report.new, report.known, report.labels) == (0, 2, 1)
    assert import_file(dewi, tree["cibinong"], changed, dry_run=True).labels == 0


def test_a_label_that_is_none_is_told_with_the_words_that_are_taken(
    dewi: User, tree: dict[str, Unit]
) -> None:
    words = "teks;jenis\nJalan Melati rusak;gawat\nSyarat KTP apa?;pertanyaan\n"
    report = import_file(dewi, tree["cibinong"], words.encode(), dry_run=True)
    [(line, no)] = report.problems
    assert line == 2
    assert str(no.facts["known"]).startswith("pertanyaan, pengaduan, keluhan")


def test_topics_that_the_rules_do_not_have_are_told(dewi: User, tree: dict[str, Unit]) -> None:
    words = "teks;topik\nJalan Melati rusak;Jalan dan jembatan\nKucing hilang;Hewan hilang\n"
    report = import_file(dewi, tree["cibinong"], words.encode(), dry_run=True)
    assert report.topics == ["Hewan hilang"]


def test_a_dry_run_writes_nothing(dewi: User, tree: dict[str, Unit]) -> None:
    report = import_file(dewi, tree["cibinong"], OWN.encode(), dry_run=True)
    assert report.new == 2
    assert not Text.objects.exists()


def test_a_report_is_classified_in_full_or_in_short(dewi: User, tree: dict[str, Unit]) -> None:
    short = LAPOR.replace("Pengaduan Tidak Berkadar", "Tidak Berkadar")
    report = import_file(dewi, tree["cibinong"], short.encode(), dry_run=False)
    assert not report.problems
    assert set(Label.objects.filter(head="kind").values_list("label", flat=True)) == {
        "complaint", "question",
    }  # fmt: skip


def test_a_topic_is_known_by_its_title_too(dewi: User, tree: dict[str, Unit]) -> None:
    words = "teks;topik\nLubang;jalan dan Jembatan\nGelap;Roads\nSapi;Ternak besar\n"
    import_file(dewi, tree["cibinong"], words.encode(), dry_run=False)
    assert set(Label.objects.values_list("text__text", "label")) == {
        ("Lubang", "roads"), ("Gelap", "roads"), ("Sapi", "Ternak besar"),
    }  # fmt: skip


def test_the_same_file_twice_doubles_nothing(dewi: User, tree: dict[str, Unit]) -> None:
    bring(dewi, tree, OWN)
    report = import_file(dewi, tree["cibinong"], OWN.encode(), dry_run=False)
    assert (report.new, report.known) == (0, 2)
    assert (Text.objects.count(), Label.objects.count()) == (2, 4)


def test_an_export_of_lapor_is_known_by_its_columns(dewi: User, tree: dict[str, Unit]) -> None:
    report = import_file(dewi, tree["cibinong"], LAPOR.encode(), dry_run=False)
    assert report.lapor
    assert {"Nama Pelapor", "No HP"} <= set(report.dropped)
    first, second = Text.objects.order_by("id")
    assert dict(first.labels.values_list("head", "label")) == {
        "topic": "Infrastruktur", "kind": "complaint", "place": "Cibinong",
    }  # fmt: skip
    assert dict(second.labels.values_list("head", "label"))["kind"] == "question"
    assert second.text == "KTP\nSyarat KTP apa?"


def test_no_personal_data_comes_in(dewi: User, tree: dict[str, Unit]) -> None:
    bring(dewi, tree, LAPOR)
    kept = " ".join(Text.objects.values_list("text", flat=True))
    for gone in ("Invented", "3456", "0812"):
        assert gone not in kept
    assert "awal" not in kept  # the last version of a report counts


def test_bad_lines_are_told_by_number_and_nothing_comes_in(
    dewi: User, tree: dict[str, Unit]
) -> None:
    words = OWN + ";roads;\nBanjir;;\nLampu mati;pju;marah\n"
    report = import_file(dewi, tree["cibinong"], words.encode(), dry_run=False)
    assert [line for line, _ in report.problems] == [4, 5, 6]
    assert not Text.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"nama;umur\nA;3\n", b"teks\nJalan rusak\n", b'teks;topik\n"a\x00'],
    ids=["empty", "not UTF-8", "other columns", "no labels", "cut"],
)
def test_what_is_no_such_file_is_refused(dewi: User, tree: dict[str, Unit], content: bytes) -> None:
    try:
        report = import_file(dewi, tree["cibinong"], content, dry_run=False)
    except No:
        return
    assert report.problems
    assert not Text.objects.exists()
