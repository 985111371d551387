"""Cells of others in a file that is taken away: read, never calculated."""

from __future__ import annotations

import csv
import io

import pytest

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
