"""Lists, figures and hand-overs as workbooks: what the CSV file beside them holds, no more."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox.handing import acting, texts
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_screens import as_, page
from sinergi.inbox.tests.test_taking import ODD, said_by_two, taken
from sinergi.people.models import User
from tests.support.workbooks import lines_of, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def book(user: User, query: str = "tab=") -> Iterable[bytes]:
    answer: Any = as_(user).get(f"{reverse('inbox:download', args=['xlsx'])}?{query}")
    assert answer.status_code == 200
    return list(answer)


def test_a_workbook_is_masked_filtered_and_logged_as_the_other_file(heard: Hear, ayu: User) -> None:
    said_by_two(heard)
    first, *lines = lines_of(book(ayu))
    assert first == taken(ayu)[0]
    assert [line[3] for line in lines] == ["Jalan rusak", "Nomor saya [telepon]"]
    newest = Conversation.objects.latest("last_at", "id")
    said = timezone.make_naive(newest.last_at).replace(microsecond=0)
    assert (lines[0][0], lines[0][1]) == (newest.pk, said)
    assert [line[3] for line in lines_of(book(ayu, "q=rusak&tab="))[1:]] == ["Jalan rusak"]
    assert "kenanga" not in str(lines).lower()
    exported = Entry.objects.filter(verb="conversation.exported", actor_id=ayu.pk)
    assert len({str(entry.data["asked"]) for entry in exported}) == 2


def test_formulas_stay_words_in_a_workbook(heard: Hear, ayu: User) -> None:
    heard("c1", ODD["formula"])
    cell = sheet_of(book(ayu))["D2"]
    assert (cell.value, cell.data_type) == (ODD["formula"], "s")


def test_a_file_of_another_kind_is_nowhere_and_is_not_logged(heard: Hear, ayu: User) -> None:
    heard("c1")
    assert as_(ayu).get(reverse("inbox:download", args=["pdf"])).status_code == 404
    assert not Entry.objects.filter(verb="conversation.exported").exists()


def test_citra_takes_no_line_of_ayus(heard: Hear, citra: User) -> None:
    heard("c1")
    assert lines_of(book(citra))[1:] == []


def test_numbers_of_reports_are_words_in_the_workbook_of_lapor(
    heard: Hear, ayu: User, citra: User
) -> None:
    complaint = heard("c1", "Jembatan rusak, NIK 3201010101010001")
    handing = acting.prepare(ayu, complaint, "lapor")
    acting.file(ayu, handing, number="0812345")
    url = reverse("inbox:lapor-file", args=["xlsx"])
    head, line = lines_of(as_(ayu).get(url))
    assert (tuple(head), line[0]) == (texts.COLUMNS, "0812345")
    assert "3201010101010001" not in line[head.index("Isi Laporan Awal")]
    assert lines_of(as_(citra).get(url)) == [head]
    assert as_(ayu).get(reverse("inbox:lapor-file", args=["pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("@kecamatan.cibinong @bupati@desa.id: Got mampet", "Got mampet"),
        ("Got @kecamatan.cibinong mampet", "Got @kecamatan.cibinong mampet"),
        ("@kecamatan.cibinong", "@kecamatan.cibinong"),
    ],
)
def test_whom_a_mention_calls_is_not_in_what_is_handed_on(
    heard: Hear, said: str, written: str
) -> None:
    assert texts.form_text(heard("c9", said)).splitlines()[-1] == written


@pytest.mark.parametrize("by", ["unit", "network"])
def test_figures_are_numbers_in_a_workbook(heard: Hear, ayu: User, citra: User, by: str) -> None:
    heard("c1")
    client = as_(ayu)
    files = {form: reverse("inbox:figures-file", args=[form]) for form in ("csv", "xlsx")}
    text = client.get(f"{files['csv']}?per={by}").content.decode("utf-8-sig")
    told = lines_of(client.get(f"{files['xlsx']}?per={by}"))
    spelled = [["" if cell is None else str(cell) for cell in line] for line in told]
    assert spelled == list(csv.reader(io.StringIO(text)))
    assert type(told[-1][1]) is int
    assert lines_of(as_(citra).get(f"{files['xlsx']}?per={by}"))[-1][9] == 0


@pytest.mark.parametrize("name", ["list", "figures"])
def test_both_ways_stand_on_the_page(heard: Hear, ayu: User, name: str) -> None:
    heard("c1")
    shown = page(as_(ayu), reverse(f"inbox:{name}"))
    file = "download" if name == "list" else "figures-file"
    assert all(reverse(f"inbox:{file}", args=[form]) in shown for form in ("csv", "xlsx"))
