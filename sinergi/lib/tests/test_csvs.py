"""Cells of others in a file that is taken away: read, never calculated."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from django.utils import translation
from django.utils.translation import gettext

from sinergi.lib import csvs
from sinergi.lib.csvs import harmless, spelled

BEGINNINGS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("sign", BEGINNINGS)
@pytest.mark.parametrize("before", ["", " ", "Halo;", "Halo; ", 'Halo;"', "Halo\n", "Halo\t"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_however_a_spreadsheet_parts_the_line(
    sign: str, before: str, delimiter: str
) -> None:
    line = "".join(spelled([], [["7", f"{before}{sign}HYPERLINK(1)", "x"]]))
    for row in csv.reader(io.StringIO(line, newline=""), delimiter=delimiter):
        assert not any(cell.lstrip(' "').startswith(BEGINNINGS) for cell in row)


@pytest.mark.parametrize("text", ["", "Halo", "a-b; c", "1 + 1 = 2", "Buka Senin; tutup Minggu"])
def test_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_a_file_tells_spreadsheets_that_it_is_utf_8_once_and_what_we_read_skips_that() -> None:
    head, row = ["kantor", "nama"], ["Désa Ciapus", "Ibu Nur – Kader"]
    for answer in (csvs.whole("a.csv", [head], [row]), csvs.streamed("a.csv", [head], [row])):
        content = b"".join(answer)
        assert content.startswith(codecs.BOM_UTF8)
        assert content.count(codecs.BOM_UTF8) == 1
        assert answer["Content-Disposition"] == 'attachment; filename="a.csv"'
        first, rest = csvs.table(content, most_bytes=1000, most_rows=10)
        assert (first, [cells for _, cells in rest]) == (head, [row])


def test_a_streamed_file_stays_in_the_language_in_which_it_was_asked_for() -> None:
    with translation.override("en"):
        answer = csvs.streamed("a.csv", [["x"]], ([gettext("Office")] for _ in range(2)))
    with translation.override("id"):
        assert b"".join(answer).decode().split() == ["\ufeffx", "Office", "Office"]
        assert translation.get_language() == "id"
