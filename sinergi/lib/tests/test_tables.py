"""One table, taken away as CSV or as a workbook that another program reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext

from sinergi.lib import csvs, tables, workbooks
from sinergi.lib.workbooks import Cell, Line
from tests.support.workbooks import lines_of, sheet_of

AT = datetime(2026, 12, 23, 1, 5, tzinfo=UTC)


def cell_of(cell: Cell) -> Any:
    return sheet_of(tables.given("xlsx", "a", ["x"], [[cell]]))["A2"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+62 812", "-5", "@ciapus", "#N/A", "08123456", "3/4", "a; =b", "TRUE", " x ", "<b>&"],
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    cell = cell_of(text)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is not text[0].isalpha()  # as if typed behind an apostrophe


def test_numbers_moments_and_days_are_what_they_are() -> None:
    with timezone.override("Asia/Jakarta"):
        line: list[Cell] = [7, 2.5, AT, date(2026, 12, 30), None, float("nan")]
        cells = sheet_of(tables.given("xlsx", "a", ["x"] * 6, [line]))[2]
        spelled = b"".join(tables.given("csv", "a", ["x"] * 5, [line[:5]])).decode().split()
    assert [str(cell.value) for cell in cells] == [
        "7", "2.5", "2026-12-23 08:05:00", "2026-12-30 00:00:00", "None", "None"
    ]  # fmt: skip
    assert [cell.is_date for cell in cells[:4]] == [False, False, True, True]
    assert spelled[1] == "7,2.5,2026-12-23T08:05+07:00,2026-12-30,"


def test_what_no_cell_holds_is_left_out_and_the_rest_stands() -> None:
    assert cell_of("a\x00b\x0b\ud800c\uffff\nd").value == "abc\nd"
    long = cell_of("😀" * 40_000).value
    assert len(long.encode("utf-16-le")) // 2 == 32_766
    assert cell_of("a" * 40_000).value == "a" * 32_767


def test_a_workbook_has_its_head_in_sight_and_its_title() -> None:
    answer = tables.given("xlsx", "kotak-masuk", ["nomor", "=kantor"], [[1, "Désa"], [2, "👍"]])
    assert answer["Content-Disposition"] == 'attachment; filename="kotak-masuk.xlsx"'
    assert answer["Content-Type"] == workbooks.XLSX
    sheet = sheet_of(answer)
    assert (sheet.title, sheet.freeze_panes) == ("kotak-masuk", "A2")
    assert [cell.font.b for cell in sheet[1]] == [True, True]
    assert [*sheet.values] == [("nomor", "=kantor"), (1, "Désa"), (2, "👍")]


def test_a_long_one_leaves_in_parts_in_the_language_it_was_asked_for() -> None:
    made = []

    def lines() -> Iterator[list[Cell]]:
        for number in range(5000):
            made.append(number)
            yield [number, gettext("Office"), f"{number * 7919 % 104729:x}" * 8]

    with translation.override("en"):
        answer: Any = tables.given("xlsx", "a", ["a", "b", "c"], lines(), long=True)
        parts = iter(answer)
    assert made == []
    with translation.override("id"):
        content = [*parts]
    assert max(map(len, content)) < 100_000
    last = lines_of(content)[-1]
    assert last[:2] == [4999, "Office"]


@pytest.mark.parametrize(("number", "told"), [(3, 3), (4, 4)])
def test_what_has_no_room_in_a_sheet_is_said(number: int, told: int) -> None:
    with translation.override("en"):
        parts = [*workbooks.written("a", ["x"], [["x"]] * number, most=3)]
    lines = lines_of(parts)[1:]
    assert len(lines) == told
    assert (lines[-1] == ["There is more: the CSV file has all of it."]) is (number > 3)


def test_a_way_that_there_is_not_is_nowhere() -> None:
    with pytest.raises(Http404):
        tables.given("pdf", "a", ["x"], [])


def test_both_ways_tell_the_same() -> None:
    head = ["kantor", "isi"]
    rows: list[Line] = [["Ciapus", "satu"], ["Cibinong", "dua, tiga"]]
    again: Any = tables.given("csv", "a", head, rows)
    first, rest = csvs.table(b"".join(again), most_bytes=10_000, most_rows=10)
    told = lines_of(tables.given("xlsx", "a", head, rows))
    assert [first, *(cells for _, cells in rest)] == told


@pytest.mark.parametrize("program", [workbooks.WRITER, "sinergi.publishing.bulk.workbook"])
def test_what_writes_and_reads_workbooks_takes_no_time_to_load_what_it_does_not_need(
    program: str,
) -> None:
    asked = f"import sys, {program}; print(sys.modules['numpy'])"
    words = [sys.executable, "-c", asked]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "None\n"
